import { fileURLToPath } from 'node:url';
import { generate, PostgresDialect as PostgresIntrospection } from 'kysely-codegen';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';

/** Where the generated types live. */
export const schemaFile = fileURLToPath(new URL('schema.ts', import.meta.url));

/** The table types of the migrated database at `url`; written to `schema.ts` unless `write` is false. */
export async function generateTypes(url: string, options: { write: boolean }): Promise<string> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  // Its last connection may still be closing when the database is dropped.
  pool.on('error', () => undefined);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await generate({
      db,
      dialect: new PostgresIntrospection(),
      excludePattern: '{kysely_*,graphile_worker.*}',
      outFile: options.write ? schemaFile : null,
      print: false,
      typeOnlyImports: true,
    });
  } finally {
    await db.destroy();
  }
}
