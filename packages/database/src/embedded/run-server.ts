import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { Place } from './choose-place.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** What a server is told when it starts. Not `durable`: a crash of the machine may lose the data. */
export type ServerOptions = Readonly<{ port: number; durable: boolean; log: (line: string) => void }>;

const ready = 'database system is ready to accept connections';

/** Said while the last children of a killed server are still on their way out. */
const lingering = 'pre-existing shared memory block';

/** A server is running on `place` and accepts connections on 127.0.0.1. */
export async function runServer(place: Place, options: ServerOptions): Promise<ChildProcess> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      return await launch(place, options);
    } catch (error) {
      if (!String(error).includes(lingering) || Date.now() > deadline) throw error;
      await pause(100);
    }
  }
}

async function launch(place: Place, options: ServerOptions): Promise<ChildProcess> {
  const postgres = join(place.binaries.folder, 'bin', 'postgres');
  const settings = settingsFor(options).flatMap((setting) => ['-c', setting]);
  const server = spawn(postgres, ['-D', place.dataDir, ...settings], {
    ...place.account,
    cwd: '/',
    env: { LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'pipe'],
    // Its own process group: Ctrl-C reaches us, and we stop the server last.
    detached: true,
  });
  await untilReady(server, place, options);
  return server;
}

/** The server has finished its fast shutdown: connections cut, transactions rolled back, everything on disk. */
export async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGINT');
  const impatience = setTimeout(() => server.kill('SIGQUIT'), 10_000);
  await ended;
  clearTimeout(impatience);
}

function settingsFor({ port, durable }: ServerOptions): string[] {
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'logging_collector=off',
    'log_destination=stderr',
  ];
  return durable ? settings : [...settings, 'fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
}

async function untilReady(server: ChildProcess, place: Place, options: ServerOptions): Promise<void> {
  const complaints: string[] = [];
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(failure([error.message], place, options)));
    server.once('close', () => reject(failure(complaints, place, options)));
    if (!server.stderr) throw new Error('The standard error of the server was asked for as a pipe.');
    createInterface({ input: server.stderr }).on('line', (line) => {
      options.log(line);
      if (/\b(FATAL|PANIC|HINT):|cannot|could not|error while/.test(line))
        complaints.push(line.replace(/^.*?(FATAL|PANIC|HINT): +/, ''));
      if (line.includes(ready)) resolve();
    });
  });
}

function failure(
  complaints: readonly string[],
  { dataDir }: Place,
  { port }: ServerOptions,
): EmbeddedPostgresError {
  const text = complaints.join(' ');
  if (text.includes('could not create any TCP/IP sockets')) return portTaken(port);
  return new EmbeddedPostgresError(
    `PostgreSQL could not start on the data in ${dataDir} (${complaints[0] ?? 'it ended without a word'}): repair or move the folder, or start from nothing with "npx pnpm@12 db:reset".`,
  );
}

/** The sentence for a port that some other program has. */
export function portTaken(port: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `PostgreSQL cannot listen on 127.0.0.1:${port} because another program does: stop it, or choose another port with POSTGRES_PORT.`,
  );
}
