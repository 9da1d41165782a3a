import { rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import pg from 'pg';
import { choosePlace } from './choose-place.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { findRunningServer } from './find-running-server.ts';
import { initialiseData, type Login } from './initialise-data.ts';
import { runServer, stopServer } from './run-server.ts';
import { watchParent } from './watch-parent.ts';

/** A running server: `url` is its database `rollcall`, as the owner of everything. */
export type EmbeddedPostgres = Readonly<{ url: string; version: string; stop: () => Promise<void> }>;

/**
 * A PostgreSQL server runs on 127.0.0.1 with its data in `dataDir`, until `stop` or until this process ends in
 * whatever way. Without `port` it takes a free one. A `temporary` server is quick rather than durable, and its data
 * goes with it. Throws `EmbeddedPostgresError`, one sentence, when the port, the data or the system is in the way.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  port?: number;
  temporary?: boolean;
  log?: (line: string) => void;
}): Promise<EmbeddedPostgres> {
  const { temporary = false, log = () => undefined } = options;
  const place = await choosePlace(resolve(options.dataDir));
  const { dataDir } = place;
  const running = await findRunningServer(dataDir);
  if (running) {
    throw new EmbeddedPostgresError(
      `PostgreSQL already runs on ${dataDir} (process ${running.pid}, port ${running.port}): stop the other "start" first.`,
    );
  }
  const login = initialiseData(place, { durable: !temporary });
  const port = options.port ?? (await freePort());
  const server = await runServer(place, { port, durable: !temporary, log });
  const watcher = watchParent({ pid: server.pid ?? 0, dataDir, removeData: temporary });
  const stop = async () => {
    await stopServer(server);
    watcher.dismiss();
    if (temporary)
      for (const path of [dataDir, `${options.dataDir}.location`])
        rmSync(path, { recursive: true, force: true });
  };
  try {
    return { url: await makeDatabase(login, port), version: place.binaries.major, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function makeDatabase(login: Login, port: number): Promise<string> {
  const url = new URL(`postgres://127.0.0.1:${port}/rollcall`);
  Object.assign(url, { username: login.user, password: login.password });
  const client = new pg.Client({ connectionString: new URL('/postgres', url).href });
  await client.connect();
  try {
    const { rowCount } = await client.query(`select from pg_database where datname = 'rollcall'`);
    if (rowCount === 0) await client.query('create database rollcall');
  } finally {
    await client.end();
  }
  return url.href;
}

function freePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolvePort(port));
    });
  });
}
