import { readdir, readFile } from 'node:fs/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator, type Migration, type MigrationProvider } from 'kysely/migration';
import pg from 'pg';
import { migrateJobs } from './migrate-jobs.ts';

const folder = new URL('../migrations/', import.meta.url);

/** While a migration waits for a table, whoever comes after it waits too: it rather fails, and is run again. */
const lockPatience = '5s';

/**
 * Brings the database at `url` to the newest migration and answers with the names of those applied now.
 * `url` belongs to the owner of the schema, never to the service. Each file applies whole or not at all. A database that
 * a newer release has migrated is left as it is: schemas go forward only, and releases can be gone back to.
 */
export async function migrate(
  url: string,
  options: { onStep?: (name: string) => void; upTo?: string } = {},
): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: url, max: 2, options: `-c lock_timeout=${lockPatience}` });
  // Its last connection may still be closing when the server stops.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const provider = sqlFiles(options.onStep);
    const migrator = new Migrator({ db, provider });
    if (await isAhead(db, provider)) return [];
    const { error, results = [] } = options.upTo
      ? await migrator.migrateTo(options.upTo)
      : await migrator.migrateToLatest();
    if (error) {
      const failed = results.find((result) => result.status === 'Error');
      throw new Error(`Migration ${failed?.migrationName ?? ''} failed: ${messageOf(error)}`, {
        cause: error,
      });
    }
    if (!options.upTo) await sql`call begin_era_of_this_server()`.execute(db);
    await migrateJobs(pool);
    return results.map((result) => result.migrationName);
  } finally {
    await db.destroy();
  }
}

/** Whether everything of ours has been applied, and more. */
async function isAhead(db: Kysely<unknown>, provider: MigrationProvider): Promise<boolean> {
  const { rows: known } = await sql`select from pg_class where oid = to_regclass('kysely_migration')`.execute(
    db,
  );
  if (known.length === 0) return false;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const ours = new Set(Object.keys(await provider.getMigrations()));
  const strange = rows.filter(({ name }) => !ours.has(name));
  return strange.length > 0 && rows.length - strange.length === ours.size;
}

/** Migrations are `.sql` files: a file that cannot import cannot drift (docs/decisions/0003). */
function sqlFiles(onStep?: (name: string) => void): MigrationProvider {
  return {
    async getMigrations() {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
      return Object.fromEntries(
        names.map((name) => [name.slice(0, -'.sql'.length), migration(name, onStep)]),
      );
    },
  };
}

function migration(name: string, onStep?: (name: string) => void): Migration {
  return {
    async up(db) {
      onStep?.(name);
      await sql.raw(await readFile(new URL(name, folder), 'utf8')).execute(db);
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
