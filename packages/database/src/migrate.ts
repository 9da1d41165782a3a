import { readdir, readFile } from 'node:fs/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator, type Migration, type MigrationProvider } from 'kysely/migration';
import pg from 'pg';
import { migrateJobs } from './migrate-jobs.ts';
import { parseMigrationFile, type MigrationFile } from './migration-file.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { runOutside } from './run-outside.ts';

const folder = new URL('../migrations/', import.meta.url);

/** While a migration waits for a table, whoever comes after it waits too: it rather fails, and is run again. */
const lockPatience = '5s';

/**
 * Brings the database at `url` to the newest migration and answers with the names of those applied now.
 * `url` belongs to the owner of the schema, never to the service. Each file applies whole or not at all, or, outside of a
 * transaction, may be run again until it has. A database that a newer release has migrated is left as it is: schemas go
 * forward only, and releases can be gone back to.
 */
export async function migrate(
  url: string,
  options: { onStep?: (name: string) => void; folder?: URL } = {},
): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: url, max: 3, options: `-c lock_timeout=${lockPatience}` });
  // Its last connection may still be closing when the server stops.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await oneAtATime(pool, async () => {
      const files = await readFiles(options.folder ?? folder);
      const applied = await appliedIn(db);
      if (isAhead(applied, files)) return [];
      const names = await applyAll(db, files, { ...options, applied });
      await sql`call begin_era_of_this_server()`.execute(db);
      await migrateJobs(pool);
      return names;
    });
  } finally {
    await db.destroy();
  }
}

type Files = ReadonlyMap<string, MigrationFile>;

/** Files that run in a transaction share one with those beside them; one that runs outside has a turn of its own. */
async function applyAll(
  db: Kysely<unknown>,
  files: Files,
  options: { onStep?: (name: string) => void; applied: ReadonlySet<string> },
): Promise<string[]> {
  const migrator = new Migrator({ db, provider: providerOf(files, options.onStep) });
  const pending = [...files].filter(([name]) => !options.applied.has(name));
  const names: string[] = [];
  for (const [at, [name, { isOutside }]] of pending.entries()) {
    const next = pending[at + 1]?.[1];
    if (!isOutside && next?.isOutside === false) continue;
    const { error, results = [] } = await migrator.migrateTo(name, { disableTransactions: isOutside });
    if (error) {
      const failed = results.find((result) => result.status === 'Error');
      throw new Error(`Migration ${failed?.migrationName ?? ''} failed: ${messageOf(error)}`, {
        cause: error,
      });
    }
    names.push(...results.map((result) => result.migrationName));
  }
  return names;
}

/** The names of those that the database has had. */
async function appliedIn(db: Kysely<unknown>): Promise<ReadonlySet<string>> {
  const { rows: known } = await sql`select from pg_class where oid = to_regclass('kysely_migration')`.execute(
    db,
  );
  if (known.length === 0) return new Set();
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return new Set(rows.map(({ name }) => name));
}

/** Whether everything of ours has been applied, and more. */
function isAhead(applied: ReadonlySet<string>, files: Files): boolean {
  return applied.size > files.size && [...files.keys()].every((name) => applied.has(name));
}

/** Migrations are `.sql` files: a file that cannot import cannot drift (docs/decisions/0003). In their order, by name. */
async function readFiles(from: URL): Promise<Files> {
  const names = (await readdir(from)).filter((name) => name.endsWith('.sql')).sort();
  const files = names.map(async (name) => {
    const text = await readFile(new URL(name, from), 'utf8');
    return [name.slice(0, -'.sql'.length), parseMigrationFile(name, text)] as const;
  });
  return new Map(await Promise.all(files));
}

function providerOf(files: Files, onStep?: (name: string) => void): MigrationProvider {
  const migration = (name: string, file: MigrationFile): Migration => ({
    async up(db) {
      onStep?.(`${name}.sql`);
      await (file.isOutside ? runOutside(db, file) : sql.raw(file.text).execute(db));
    },
  });
  return {
    getMigrations: async () =>
      Object.fromEntries([...files].map(([name, file]) => [name, migration(name, file)])),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
