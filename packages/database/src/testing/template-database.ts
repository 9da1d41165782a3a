import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../embedded/start-embedded-postgres.ts';
import { migrate } from '../migrate.ts';

/** A migrated database that nobody connects to, so that it can be cloned at any time. */
export type TemplateDatabase = Readonly<{ url: string; [Symbol.asyncDispose]: () => Promise<void> }>;

const prefix = 'rollcall_test_';
const hourSeconds = 3600;

/**
 * A migrated template on the server of `DATABASE_URL`, or on an embedded one of its own. Its name carries the time,
 * so runs beside each other do not meet. Disposing drops it, its clones, and what crashed runs left an hour ago.
 */
export async function makeTemplate(databaseUrl = process.env['DATABASE_URL']): Promise<TemplateDatabase> {
  const server = databaseUrl ? { url: databaseUrl, stop: () => Promise.resolve() } : await startTemporary();
  const name = `${prefix}${nowSeconds().toString(36)}_${randomBytes(4).toString('hex')}`;
  try {
    await onServer(server.url, async (client) => {
      await dropWhere(client, isLeftover);
      await client.query(`create database ${name}`);
    });
    const url = databaseOf(server.url, name);
    await migrate(url);
    return {
      url,
      [Symbol.asyncDispose]: async () => {
        if (databaseUrl)
          await onServer(server.url, (client) => dropWhere(client, (each) => each.startsWith(name)));
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** `work` has been done over one connection to the server's own database, not to one that is to be copied. */
export async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseOf(url, 'postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The same server and login, another database. */
export function databaseOf(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

function startTemporary() {
  const dataDir = join(tmpdir(), `rollcall-postgres-${randomBytes(6).toString('hex')}`);
  return startEmbeddedPostgres({ dataDir, temporary: true });
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

function isLeftover(name: string): boolean {
  const madeAt = parseInt(name.slice(prefix.length), 36);
  return madeAt < nowSeconds() - hourSeconds;
}

async function dropWhere(client: pg.Client, applies: (name: string) => boolean): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database where starts_with(datname, $1)`,
    [prefix],
  );
  for (const { datname } of rows.filter((row) => applies(row.datname))) {
    await client.query(`drop database if exists ${pg.escapeIdentifier(datname)} with (force)`);
  }
}
