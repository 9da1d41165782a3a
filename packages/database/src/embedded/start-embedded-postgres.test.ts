import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test, vi } from 'vitest';
import { EmbeddedPostgresError, removeEmbeddedData, startEmbeddedPostgres } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'rollcall-embedded-'));
chmodSync(folder, 0o755);
const dataDir = join(folder, 'data');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('data stays from one start to the next, in UTF-8 sorted by code point, on this machine only', async () => {
  const first = await startEmbeddedPostgres({ dataDir });
  await query(first.url, `create table kept as select 'Zoë' as name`);
  await first.stop();
  const second = await startEmbeddedPostgres({ dataDir });
  const rows = await query(
    second.url,
    `select name, datlocprovider, datlocale, pg_encoding_to_char(encoding) as encoding,
       current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync
     from kept, pg_database where datname = current_database()`,
  );
  await second.stop();
  expect(rows).toEqual([
    {
      name: 'Zoë',
      datlocprovider: 'b',
      datlocale: 'C.UTF-8',
      encoding: 'UTF8',
      addresses: '127.0.0.1',
      fsync: 'on',
    },
  ]);
});

test('nobody gets in without the password', async () => {
  await using server = await started();
  const url = new URL(server.url);
  url.password = 'guess';
  await expect(query(url.href, 'select 1')).rejects.toThrow('password authentication failed');
});

test('a second start on the same data says that one is running, and leaves it running', async () => {
  await using server = await started();
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
    /already runs on .*data \(process \d+, port \d+\)/,
  );
  await expect(removeEmbeddedData({ dataDir })).rejects.toThrow(/PostgreSQL runs on/);
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a killed server starts again over the lock file it left', async () => {
  const killed = await startEmbeddedPostgres({ dataDir });
  const pid = postmaster();
  process.kill(pid, 'SIGKILL');
  await vi.waitUntil(() => !isAlive(pid), 10_000);
  await killed.stop();
  expect(existsSync(join(dataDir, 'postmaster.pid'))).toBe(true);
  await using server = await started();
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a lock file whose process number now belongs to another program is no obstacle', async () => {
  writeFileSync(join(dataDir, 'postmaster.pid'), `${process.pid}\n${dataDir}\n0\n1\n`);
  await using server = await started();
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('the server stops when the process that started it is killed', async () => {
  const module = JSON.stringify(new URL('index.ts', import.meta.url).href);
  const script = `const { startEmbeddedPostgres } = await import(${module});
    await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} }); console.log('up'); setInterval(() => {}, 1e6);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(parent.stdout, 'data');
  const pid = postmaster();
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await vi.waitUntil(() => !isAlive(pid), 10_000);
});

test('a first start killed half-way leaves nothing in the way', async () => {
  const other = join(folder, 'half');
  mkdirSync(`${other}.new/base`, { recursive: true });
  writeFileSync(`${other}.new/PG_VERSION`, '18\n');
  const server = await startEmbeddedPostgres({ dataDir: other, temporary: true });
  await server.stop();
  expect([existsSync(other), existsSync(`${other}.new`)]).toEqual([false, false]);
});

test('a taken port is named, with the way out', async () => {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const failure = startEmbeddedPostgres({ dataDir, port });
  await expect(failure).rejects.toThrow(EmbeddedPostgresError);
  await expect(failure).rejects.toThrow(`127.0.0.1:${port}`);
  listener.close();
});

test('data of another version, of another make and damaged data are each told in one sentence', async () => {
  const version = join(dataDir, 'PG_VERSION');
  writeFileSync(version, '17\n');
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
    /made by PostgreSQL 17 and this is PostgreSQL 18/,
  );
  writeFileSync(version, '18\n');

  const foreign = join(folder, 'foreign');
  mkdirSync(foreign);
  writeFileSync(join(foreign, 'letter.txt'), 'not a database');
  await expect(startEmbeddedPostgres({ dataDir: foreign })).rejects.toThrow(/is not a data directory/);

  rmSync(join(dataDir, 'global', 'pg_control'));
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
    /on the data in .* could not find the database system/,
  );
  await removeEmbeddedData({ dataDir });
  expect(existsSync(dataDir)).toBe(false);
});

async function started() {
  const server = await startEmbeddedPostgres({ dataDir });
  return { url: server.url, [Symbol.asyncDispose]: server.stop };
}

function postmaster(): number {
  return Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
