import { listSchemaValues, type SchemaPlace, type TenantTransaction } from '@rollcall/database';
import { dialects, isSame, normaliseResource, ScimError, type Schema } from '@rollcall/scim';
import { schemaInUse } from '../errors.ts';

const rowsAtOnce = 500;

/**
 * Values that were kept under the URN while no schema described it read the same with the schema, so that filters and
 * answers go on. Throws `schemaInUse` with the first that does not.
 */
export async function requireFit(
  tx: TenantTransaction,
  place: SchemaPlace & { urn: string },
  schema: Schema,
): Promise<void> {
  for (let after: string | null = null; ;) {
    const rows = await listSchemaValues(tx, place, { after, limit: rowsAtOnce });
    for (const { id, urn, value } of rows) {
      const problem = problemOf(schema, urn, value);
      if (problem) {
        throw schemaInUse(
          `The resource ${id} already holds values under ${urn} that do not fit: ${problem} Correct them first, or describe them as they are.`,
        );
      }
    }
    after = rows.at(-1)?.id ?? null;
    if (rows.length < rowsAtOnce) return;
  }
}

function problemOf(schema: Schema, urn: string, value: unknown): string | undefined {
  if (urn !== schema.id) return `they are under ${urn}, which is spelled differently.`;
  // A kind of resource that has this extension and nothing else.
  const base = { ...schema, id: 'urn:rollcall:bare', attributes: [] };
  const bare = { name: 'resource', endpoint: '/', description: '', schema: base, extensions: [schema] };
  const body = { schemas: [base.id, urn], [urn]: value };
  try {
    const read = normaliseResource(bare, body, dialects.rfc);
    return isSame(read, { [urn]: value }) ? undefined : 'they would read differently.';
  } catch (error) {
    if (error instanceof ScimError) return error.message;
    throw error;
  }
}
