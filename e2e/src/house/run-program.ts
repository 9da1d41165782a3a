import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const endWithParent = new URL('end-with-parent.ts', import.meta.url).href;
const deadlineMs = 60_000;

/** A program of ours runs and answers at `url`; the answer ends it. Throws with the last lines of its log when it dies first. */
export async function runProgram(options: {
  name: string;
  file: string;
  cwd: string;
  env: Readonly<Record<string, string>>;
  url: string;
}): Promise<() => Promise<void>> {
  const log = fileURLToPath(new URL(`../../.reports/${options.name}.log`, import.meta.url));
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, 'w', 0o600);
  const child = spawn(process.execPath, ['--import', endWithParent, options.file], {
    cwd: options.cwd,
    env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '', ...options.env },
    stdio: ['ignore', output, output, 'ipc'],
  });
  closeSync(output);
  const deadline = Date.now() + deadlineMs;
  while (!(await answers(options.url))) {
    const isOver = child.exitCode !== null || child.signalCode !== null;
    if (isOver || Date.now() > deadline) {
      await end(child);
      const what = isOver ? 'ended before it answered' : `did not answer within ${deadlineMs / 1000} seconds`;
      throw new Error(`The program "${options.name}" ${what}. The last of its log:\n\n${lastLines(log)}`);
    }
    await pause(50);
  }
  return () => end(child);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), 8_000);
  await ended;
  clearTimeout(impatience);
}

function lastLines(log: string): string {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
}
