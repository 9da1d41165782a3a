import pg from 'pg';
import { expect, test } from 'vitest';
import { connect, disconnect } from '../src/index.ts';
import { testDatabase } from '../src/testing/index.ts';

test.each([
  ['the pool', (db: ReturnType<typeof connect>) => db.pool.query('select 1')],
  ['Kysely', (db: ReturnType<typeof connect>) => db.kysely.selectFrom('tenants').select('id').execute()],
])('disconnecting closes every connection, also when only %s was used', async (_, use) => {
  await using database = await testDatabase();
  const db = connect(database.url);
  await use(db);
  expect(db.pool.totalCount).toBe(1);
  await disconnect(db);
  expect(db.pool.totalCount).toBe(0);
});

test('a connection that the database ends while somebody holds it fails their next query and not the process', async () => {
  await using database = await testDatabase();
  const db = connect(database.url);
  const held = await db.pool.connect();
  const broken = new Promise((resolve) => held.once('end', resolve));
  const { rows } = await held.query<{ pid: number }>('select pg_backend_pid() as pid');
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  await owner.end();
  await broken;
  await expect(held.query('select 1')).rejects.toThrow();
  held.release();
  expect((await db.pool.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await disconnect(db);
});

test('who waits too long for a connection is told so, and the next one is served', async () => {
  await using database = await testDatabase();
  const db = connect(database.url, { max: 1, patienceMs: 1_000 });
  const held = await db.pool.connect();
  await expect(db.pool.query('select 1')).rejects.toThrow(/timeout exceeded/);
  held.release();
  expect((await db.pool.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await disconnect(db);
});
