import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';

/** Any number, as long as nobody else on this database takes it. */
const lock = 7_203_841_962;
const pauseMs = 200;

/**
 * `work` has been done while nobody else did the like on this database. Whoever comes second asks again and again instead of
 * waiting in the lock: a statement that waits has a snapshot, and an index that is made concurrently waits for every one.
 */
export async function oneAtATime<Result>(pool: pg.Pool, work: () => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    while (!(await isTaken(client))) await pause(pauseMs);
    return await work();
  } finally {
    // The lock ends with the connection, if not before.
    await client.query('select pg_advisory_unlock($1)', [lock]).catch(() => undefined);
    client.release();
  }
}

async function isTaken(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lock]);
  return rows[0]?.taken === true;
}
