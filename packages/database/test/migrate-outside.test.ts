import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../src/index.ts';
import { testDatabase } from '../src/testing/index.ts';

const header = '-- Outside a transaction: the table is large.\n';
const index = `${header}create index concurrently if not exists badges_name_idx on badges (tenant_id, name);`;
const unique = index.replace('create index', 'create unique index');

let database: Awaited<ReturnType<typeof testDatabase>>;
let client: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('create table badges (tenant_id uuid, name text)');
});
afterAll(async () => {
  await client.end();
  await database[Symbol.asyncDispose]();
});

/** The database has had every migration of ours, and these besides, by name. */
async function migrateWith(files: Readonly<Record<string, string>>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), `rollcall-migrations-${randomBytes(4).toString('hex')}`));
  try {
    await cp(new URL('../migrations/', import.meta.url), folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, `${name}.sql`), text);
    return await migrate(database.url, { folder: pathToFileURL(`${folder}/`) });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** As if these had never been applied. */
async function forget(): Promise<void> {
  await client.query(
    `drop index if exists badges_name_idx; delete from kysely_migration where name like '9%'`,
  );
}

async function isValid(): Promise<boolean | undefined> {
  const { rows } = await client.query<{ indisvalid: boolean }>(
    `select indisvalid from pg_index where indexrelid = to_regclass('badges_name_idx')`,
  );
  return rows[0]?.indisvalid;
}

test('it takes its turn among the others, each of which is applied as ever', async () => {
  const files = {
    '9001_before': 'alter table badges add column colour text;',
    '9002_index': index,
    '9003_after': 'alter table badges drop column colour;',
    '9004_away': `${header}drop index concurrently if exists badges_name_idx;`,
  };
  expect(await migrateWith(files)).toEqual(Object.keys(files));
  expect(await migrateWith(files)).toEqual([]);
  expect(await isValid()).toBeUndefined();
  await forget();
});

test('one that waits for a transaction holds nobody up, and is there when that has ended', async () => {
  const writer = new pg.Client({ connectionString: database.url });
  await writer.connect();
  await writer.query(`begin; insert into badges values (gen_random_uuid(), 'first')`);
  const migrated = migrateWith({ '9002_index': index });
  while ((await isValid()) === undefined) await pause(20);

  await client.query(`set lock_timeout = '1s'; insert into badges values (gen_random_uuid(), 'second')`);
  // Longer than a migration waits for a lock.
  await pause(5500);
  expect(await isValid()).toBe(false);
  await writer.query('commit');
  await writer.end();

  expect(await migrated).toEqual(['9002_index']);
  expect(await isValid()).toBe(true);
  await forget();
});

test('one that broke off half made is dropped and made again', async () => {
  await client.query(
    `insert into badges select '00000000-0000-7000-8000-000000000000', 'twice' from generate_series(1, 2)`,
  );
  await expect(migrateWith({ '9002_index': unique })).rejects.toThrow(
    'Migration 9002_index failed: could not create unique index',
  );
  expect(await isValid()).toBe(false);

  await client.query(`delete from badges where name = 'twice'`);
  expect(await migrateWith({ '9002_index': unique })).toEqual(['9002_index']);
  expect(await isValid()).toBe(true);
  await forget();
});

test('one that was made and not written down is kept as it is', async () => {
  await client.query('create index badges_name_idx on badges (tenant_id, name)');
  const oid = `select to_regclass('badges_name_idx')::oid as oid`;
  const before = await client.query(oid);
  expect(await migrateWith({ '9002_index': index })).toEqual(['9002_index']);
  expect((await client.query(oid)).rows).toEqual(before.rows);
  await forget();
});

test('of two deployments at once one applies it, and the other finds nothing to do', async () => {
  const both = await Promise.all([
    migrateWith({ '9002_index': index }),
    migrateWith({ '9002_index': index }),
  ]);
  expect(both.toSorted()).toEqual([[], ['9002_index']]);
  expect(await isValid()).toBe(true);
  await forget();
});

test.each([
  ['two statements', `${index}\nalter table badges add column colour text;`],
  ['an index that blocks', `${header}create index if not exists badges_name_idx on badges (name);`],
  ['one that cannot be run again', index.replace(' if not exists', '')],
  ['another statement', `${header}update badges set name = 'none';`],
])('%s may not run outside of a transaction', async (_what, text) => {
  await expect(migrateWith({ '9002_index': text })).rejects.toThrow(
    '9002_index.sql runs outside of a transaction, so that it must be one statement that can be run again',
  );
  expect(await isValid()).toBeUndefined();
});
