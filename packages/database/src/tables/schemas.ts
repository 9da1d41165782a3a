import { sql } from 'kysely';
import type { Schema } from '@rollcall/scim';
import type { TenantTransaction } from '../tenant-transaction.ts';

/** A schema of a tenant's own: an extension of the type it names, or the base of a type of the tenant's own. */
export type TenantSchema = Readonly<{ id: string; definition: Schema; required: boolean }> &
  (
    | Readonly<{ extends: string; name: null; endpoint: null; description: null }>
    | Readonly<{ extends: null; name: string; endpoint: string; description: string }>
  );

/** The schemas in the JSON text that `tenant_types` gives; none where it is null. */
export function readTenantSchemas(types: string | null): readonly TenantSchema[] {
  return types === null ? [] : (JSON.parse(types) as TenantSchema[]);
}

/** The tenant's own schemas, oldest first. */
export async function listTenantSchemas(tx: TenantTransaction): Promise<readonly TenantSchema[]> {
  const { rows } = await sql<{ types: string | null }>`select tenant_types() as types`.execute(tx);
  return readTenantSchemas(rows[0]?.types ?? null);
}

/** The tenant has one schema more; answers with its id. */
export async function insertSchema(
  tx: TenantTransaction,
  schema: { definition: Schema; extends: string | null; required: boolean; createdBy: string },
): Promise<string> {
  const { id } = await tx
    .insertInto('schemas')
    .values({
      definition: JSON.stringify(schema.definition),
      extends: schema.extends,
      required: schema.required,
      created_by: schema.createdBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The schema of that id is the base of a resource type. */
export async function insertResourceType(
  tx: TenantTransaction,
  type: { id: string; name: string; endpoint: string; description: string },
): Promise<void> {
  await tx.insertInto('resource_types').values(type).execute();
}

/** The schema of that id is as given from now on. */
export async function updateSchema(
  tx: TenantTransaction,
  id: string,
  schema: { definition: Schema; required: boolean },
): Promise<void> {
  await tx
    .updateTable('schemas')
    .set({
      definition: JSON.stringify(schema.definition),
      required: schema.required,
      updated_at: sql`now()`,
    })
    .where('id', '=', id)
    .execute();
}

/** The schema is gone, and the resource type with it where it was the base of one. */
export async function deleteSchema(tx: TenantTransaction, id: string): Promise<void> {
  await tx.deleteFrom('schemas').where('id', '=', id).execute();
}
