import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from './settings.ts';
import { StartError } from './start-error.ts';

/** A program of ours under way. `death` settles with the sentence about its end, unless `stop` was called. */
export type Program = Readonly<{ death: Promise<StartError>; stop: () => Promise<void> }>;

/** The program runs in a process group of its own, so that Ctrl-C is ours to pass on, with its output in `log`. */
export function runProgram(options: {
  name: string;
  args: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string>>;
  log: string;
}): Program {
  const output = openSync(options.log, 'w', 0o600);
  const child = spawn(process.execPath, options.args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', output, output, 'ipc'],
    detached: true,
  });
  closeSync(output);
  const ended = once(child, 'exit');
  let stopping = false;
  const death = ended.then(([code, signal]) => {
    if (stopping) return new Promise<never>(() => undefined);
    return new StartError(
      `${options.name} ended by itself (${signal ?? `exit code ${code}`}).${lastLines(options.log)}`,
    );
  });
  return {
    death,
    stop: async () => {
      stopping = true;
      await end(child, ended);
    },
  };
}

/** Ends when `url` answers anything at all but an error of its own; throws when a program dies first. */
export async function untilAnswers(url: string, programs: readonly Program[]): Promise<void> {
  const deaths = programs.map(async ({ death }) => {
    throw await death;
  });
  const deadline = Date.now() + 60_000;
  while (!(await Promise.race([answers(url), ...deaths]))) {
    if (Date.now() > deadline)
      throw new StartError(`${new URL(url).origin} did not answer within a minute: see .rollcall/logs.`);
    await pause(100);
  }
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

async function end(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), 8_000);
  await ended;
  clearTimeout(impatience);
}

function lastLines(log: string): string {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-15);
  return ` The last of ${relative(root, log)}:\n\n${lines.map((line) => `    ${line}`).join('\n')}`;
}
