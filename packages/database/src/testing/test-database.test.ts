import pg from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from './index.ts';
import { onServer } from './template-database.ts';

test('two test databases are migrated, and neither sees the other', async () => {
  await using one = await testDatabase();
  await using other = await testDatabase();

  await query(one.url, `insert into tenants (key, name) values ('acme-7f3k', 'Acme')`);

  expect(await query(one.url, 'select key from tenants')).toEqual([{ key: 'acme-7f3k' }]);
  expect(await query(other.url, 'select key from tenants')).toEqual([]);
});

test('a disposed database is gone, although somebody is still connected', async () => {
  const database = await testDatabase();
  const lingering = new pg.Client({ connectionString: database.url });
  lingering.on('error', () => undefined);
  await lingering.connect();

  await database[Symbol.asyncDispose]();

  const name = new URL(database.url).pathname.slice(1);
  const left = await onServer(database.url, (client) =>
    client.query('select from pg_database where datname = $1', [name]),
  );
  expect(left.rowCount).toBe(0);
});

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
