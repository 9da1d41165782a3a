import { readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A server at work on a data directory. */
export type RunningServer = Readonly<{ pid: number; port: number }>;

/**
 * The server at work on `dataDir`, if there is one; one that is just stopping is waited for. A `postmaster.pid` left by a killed run is removed when its
 * number has since gone to some other program, which PostgreSQL by itself would take for a server.
 */
export async function findRunningServer(dataDir: string): Promise<RunningServer | undefined> {
  const lockFile = join(dataDir, 'postmaster.pid');
  const lines = await readWhenSettled(lockFile);
  // Line 1 is the postmaster's process id, line 4 its port, line 8 its state (PostgreSQL's pidfile.h).
  const server = { pid: Number(lines?.[0]), port: Number(lines?.[3]) };
  if (!lines || !isAlive(server.pid)) return undefined;
  if ((await answers(server.port)) || nameOf(server.pid) === 'postgres') return server;
  rmSync(lockFile, { force: true });
  return undefined;
}

async function readWhenSettled(lockFile: string): Promise<string[] | undefined> {
  const deadline = Date.now() + 10_000;
  let lines = readLines(lockFile);
  while (lines?.[7]?.trim() === 'stopping' && isAlive(Number(lines[0])) && Date.now() < deadline) {
    await pause(50);
    lines = readLines(lockFile);
  }
  return lines;
}

function readLines(file: string): string[] | undefined {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function answers(port: number): Promise<boolean> {
  if (!(port > 0)) return Promise.resolve(false);
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** The program's name, where the system tells it; elsewhere a live number is taken for a server, to be safe. */
function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return 'postgres';
  }
}
