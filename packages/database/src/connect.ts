import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { DB } from './schema.ts';

/** A pool that speaks as the service role, and the same pool as Kysely's typed builder. */
export type Database = Readonly<{ pool: pg.Pool; kysely: Kysely<DB> }>;

/** The role every statement of the service runs as. It owns nothing, so forced row security binds it. */
export const serviceRole = 'rollcall_service';

const settings = {
  role: serviceRole,
  statement_timeout: '30s',
  idle_in_transaction_session_timeout: '30s',
  // Every row is looked for inside its tenant, which each index begins with. A plan made while a table was small would
  // else go on reading all of it after it has grown.
  enable_seqscan: 'off',
  // What is read is in memory or on solid state, where order hardly matters.
  random_page_cost: '1.1',
};

/** How long a request waits for a connection. Who calls has given up by then, and is better told to come back. */
const patienceMs = 10_000;

/** A pool of connections to `url`, each of them as the service role. Close it with `disconnect`. */
export function connect(
  url: string,
  options: { max?: number; patienceMs?: number; onError?: (error: Error) => void } = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 20,
    connectionTimeoutMillis: options.patienceMs ?? patienceMs,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
    application_name: 'rollcall',
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', options.onError ?? (() => undefined));
  // One that breaks while somebody holds it tells them by their next query; the pool does not listen for them meanwhile.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { pool, kysely: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }) };
}

/** Every connection is closed. */
export async function disconnect(db: Database): Promise<void> {
  await db.kysely.destroy();
  // Kysely ends the pool only if it has used it itself.
  if (!db.pool.ended) await db.pool.end();
}
