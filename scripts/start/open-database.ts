import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '@rollcall/database';
import { startEmbeddedPostgres } from '@rollcall/database/embedded';
import type { Settings } from './settings.ts';
import { StartError } from './start-error.ts';
import { step } from './step.ts';

/** A migrated database. `close` ends the server if it is ours. */
export type OpenDatabase = Readonly<{ url: string; close: () => Promise<void> }>;

/** The database is there and on the newest migration: the one of DATABASE_URL, else an embedded server of ours. */
export async function openDatabase(settings: Settings): Promise<OpenDatabase> {
  const database = settings.databaseUrl ? given(settings.databaseUrl) : await startServer(settings);
  try {
    await step('Migrations', async (rename) => {
      const applied = await migrate(database.url).catch((error: unknown) => {
        throw new StartError(whyUnusable(database.url, error), { cause: error });
      });
      rename(applied.length === 0 ? 'Migrations: none to apply' : `Migrations: ${applied.length} applied`);
    });
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

function given(url: string): OpenDatabase {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new StartError('DATABASE_URL must look like postgres://user:password@host:5432/name.');
  }
  return { url, close: () => Promise.resolve() };
}

function startServer({ folder, ports }: Settings): Promise<OpenDatabase> {
  return step('PostgreSQL', async (rename) => {
    const log = createWriteStream(join(folder, 'logs', 'postgres.log'), { mode: 0o600 });
    const server = await startEmbeddedPostgres({
      dataDir: join(folder, 'postgres'),
      port: ports.POSTGRES_PORT,
      log: (line) => log.write(`${line}\n`),
    });
    rename(`PostgreSQL ${server.version}`);
    return { url: server.url, close: server.stop };
  });
}

const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  ETIMEDOUT: 'it does not answer',
  ECONNRESET: 'it hangs up',
  '28P01': 'it refuses the user or the password',
  '28000': 'it refuses the user',
  '3D000': 'it has no such database',
  '42501': 'the user may not change the schema',
};

/** Never the whole URL: it carries the password. */
function whyUnusable(url: string, error: unknown): string {
  const { host, pathname } = new URL(url);
  const known = codesOf(error).find((code) => code in meanings);
  if (known) return `The database ${host}${pathname} cannot be used, ${meanings[known]}: check DATABASE_URL.`;
  return `The database ${host}${pathname} could not be migrated: ${error instanceof Error ? error.message : String(error)}`;
}

function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const nested = error instanceof AggregateError ? error.errors.flatMap(codesOf) : [];
  return [...own, ...nested, ...codesOf(error.cause)];
}
