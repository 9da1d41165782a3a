import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { startEmbeddedPostgres } from '@rollcall/database/embedded';
import { createDirectory, createJob, isClean } from '@rollcall/entra';
import { openCustomer, openStage, runOnce, startTask } from '../test/stage.ts';

test('a backup taken while a cycle runs, restored into a fresh server, holds every row and goes on where it was', async () => {
  await using stage = await openStage();
  await runOnce(stage.api, stage.environment.roles(), '/app/roles.js');
  await runOnce(stage.api, stage.environment.migrate(), '/app/migrate.js');
  const before = await startTask(stage, stage.api);
  const customer = await openCustomer(stage, `http://127.0.0.1:${before.port}`);
  const directory = createDirectory({ seed: 'restore', users: 150, groups: 8 });
  const first = createJob({ ...customer, directory, requestsPerSecond: 0 });

  const cycle = first.runCycle();
  const backup = await backUp(stage.serverUrl, cycle);
  expect(isClean(await cycle)).toBe(true);
  before.container.signal('SIGTERM');
  expect(await before.container.ended).toBe(0);
  const counts = await countRows(stage.serverUrl);

  const restored = await startEmbeddedPostgres({ dataDir: backup, temporary: true });
  try {
    expect(await countRows(restored.url)).toEqual(counts);
    expect(counts['users']).toBe(150);
    expect(await strayLines(restored.url)).toEqual([]);

    const after = await startTask(stage, stage.api, { DATABASE_HOST: new URL(restored.url).host });
    directory.evolve({ joiners: 4, movers: 8, leavers: 4, renames: 2, groupChanges: 3 });
    const saved = first.save();
    const baseUrl = customer.baseUrl.replace(String(before.port), String(after.port));
    const second = createJob({ baseUrl, token: customer.token, directory, saved, requestsPerSecond: 0 });
    const report = await second.runCycle();
    expect(report.failures).toEqual([]);
    expect(isClean(report)).toBe(true);
    second.close();
    after.container.signal('SIGTERM');
    expect(await after.container.ended).toBe(0);
  } finally {
    first.close();
    await restored.stop();
  }
});

/** The server's files are copied while it writes, and its log with them after `writing` has ended, as Aurora does it. */
async function backUp(url: string, writing: Promise<unknown>): Promise<string> {
  const backup = join(tmpdir(), `rollcall-backup-${randomBytes(6).toString('hex')}`);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ data_directory: string }>('show data_directory');
  const data = rows[0]?.data_directory ?? '';
  await client.query(`select pg_backup_start('rehearsal', fast => true)`);
  copy(data, backup);
  await writing;
  const stopped = await client.query<{ labelfile: string }>(
    'select labelfile from pg_backup_stop(wait_for_archive => false)',
  );
  copy(join(data, 'pg_wal'), join(backup, 'pg_wal'));
  writeFileSync(join(backup, 'backup_label'), stopped.rows[0]?.labelfile ?? '');
  execFileSync('chown', ['--reference', join(backup, 'PG_VERSION'), join(backup, 'backup_label')]);
  execFileSync('rm', ['-f', join(backup, 'postmaster.pid'), join(backup, 'postmaster.opts')]);
  await client.end();
  return backup;
}

/** Files that vanish while they are copied are replayed from the log. */
function copy(from: string, to: string): void {
  execFileSync(
    'sh',
    [
      '-c',
      'mkdir -p "$1" && (cd "$0" && tar --create --warning=no-file-changed . || true) | tar --extract --preserve-permissions --same-owner --directory "$1"',
      from,
      to,
    ],
    {
      stdio: ['ignore', 'ignore', 'ignore'],
    },
  );
  execFileSync('chown', ['--reference', from, to]);
  execFileSync('chmod', ['700', to]);
}

async function countRows(url: string): Promise<Record<string, number>> {
  return query(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
    );
    const counts: Record<string, number> = {};
    for (const { name } of rows) {
      const counted = await client.query<{ n: number }>(
        `select count(*)::int as n from ${pg.escapeIdentifier(name)}`,
      );
      counts[name] = counted.rows[0]?.n ?? -1;
    }
    return counts;
  });
}

/** People whose creation the ledger does not tell of. */
async function strayLines(url: string): Promise<unknown[]> {
  return query(url, async (client) => {
    const { rows } = await client.query(
      `select u.id from users u where not exists (
         select from changes c where c.tenant_id = u.tenant_id and c.resource_id = u.id and c.operation = 'create')`,
    );
    return rows;
  });
}

async function query<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
