import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addJob, connect, disconnect, withTenant, type Database, type JobPayload } from '@rollcall/database';
import { testDatabase } from '@rollcall/database/testing';
import { createTenant } from '@rollcall/domain';
import type { Job } from '../../src/worker/job.ts';
import { startWorker } from '../../src/worker/start-worker.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let db: Database;
let tenantId: string;
beforeAll(async () => {
  database = await testDatabase();
  db = connect(database.url);
  tenantId = (await createTenant(db, { name: 'Lantern Works' })).id;
});
afterAll(async () => {
  await disconnect(db);
  await database[Symbol.asyncDispose]();
});

/** A worker that knows one job, and what that job was told. */
async function work(name: string, run: Job['run'] = async () => undefined) {
  const told: JobPayload[] = [];
  const lines: string[] = [];
  let heard = () => {};
  const job: Job = {
    name,
    run: async (deps, payload) => {
      told.push(payload);
      heard();
      await run(deps, payload);
    },
  };
  const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
  const worker = await startWorker([job], {
    db,
    log,
    now: () => new Date(),
    secretKeys: [Buffer.alloc(32)],
  });
  const firstTold = new Promise<void>((resolve) => (heard = resolve));
  return { told, lines, firstTold, stop: worker.stop };
}

test('a job runs once its transaction is committed, with the ids it was given', async () => {
  const { told, firstTold, stop } = await work('greet');
  await withTenant(db, tenantId, (tx) => addJob(tx, 'greet', { tenantId }));
  await firstTold;
  await stop();
  expect(told).toEqual([{ tenantId }]);
  await expect.poll(() => waiting('greet')).toBe(0);
});

test('a job whose transaction is undone never runs', async () => {
  const refused = withTenant(db, tenantId, async (tx) => {
    await addJob(tx, 'undone', { tenantId });
    throw new Error('no');
  });
  await expect(refused).rejects.toThrow('no');
  expect(await waiting('undone')).toBe(0);
});

test('two jobs of one key are one', async () => {
  await withTenant(db, tenantId, async (tx) => {
    await addJob(tx, 'later', { tenantId, number: '1' }, { key: 'one' });
    await addJob(tx, 'later', { tenantId, number: '2' }, { key: 'one' });
  });
  expect(await waiting('later')).toBe(1);
});

test('stopping waits for the job under way', async () => {
  let finish = () => {};
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const { firstTold, stop } = await work('long', () => finished);
  await withTenant(db, tenantId, (tx) => addJob(tx, 'long', { tenantId }));
  await firstTold;
  const stopped = stop();
  finish();
  await stopped;
  // The library does not wait for its last word to Postgres; closing the pool does.
  await expect.poll(() => waiting('long')).toBe(0);
});

test('a job that fails is logged and waits for another try', async () => {
  const { firstTold, lines, stop } = await work('fail', () => Promise.reject(new Error('it broke')));
  await withTenant(db, tenantId, (tx) => addJob(tx, 'fail', { tenantId }));
  await firstTold;
  await stop();
  await expect.poll(() => lines.join('')).toContain('it broke');
  expect(await waiting('fail')).toBe(1);
});

/** How many jobs of that name are still to be done. */
async function waiting(name: string): Promise<number> {
  const { rows } = await db.pool.query<{ waiting: number }>(
    `select count(*)::int as waiting from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = $1`,
    [name],
  );
  return rows[0]!.waiting;
}
