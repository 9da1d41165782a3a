import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A task of one package as turbo ran it, or took it from its cache. */
export type Task = Readonly<{ package: string; task: string; directory: string; exitCode: number }>;

type Summary = Readonly<{
  tasks: readonly Readonly<{
    package: string;
    task: string;
    directory: string;
    execution?: { exitCode?: number | null };
  }>[];
}>;

/**
 * Every one of `tasks` that a package below `root` has was run, the failing ones too; their output went by. What has
 * not changed since it passed comes from turbo's cache, unless `force` is set.
 */
export async function runTasks(
  root: string,
  tasks: readonly string[],
  options: { force: boolean },
): Promise<Task[]> {
  const runs = join(root, '.turbo', 'runs');
  await rm(runs, { recursive: true, force: true });
  await turbo(root, [
    'run',
    ...tasks,
    '--continue=always',
    '--output-logs=new-only',
    '--summarize',
    ...(options.force ? ['--force'] : []),
  ]);
  const [summary] = await readdir(runs).catch(() => []);
  if (!summary) return [];
  const run = JSON.parse(await readFile(join(runs, summary), 'utf8')) as Summary;
  return run.tasks
    .filter(({ task }) => tasks.includes(task))
    .map((each) => ({
      package: each.package,
      task: each.task,
      directory: join(root, each.directory),
      exitCode: each.execution?.exitCode ?? 1,
    }));
}

/** The exit code of `turbo` with `args`, run in `root` without sending anything to its maker. */
export async function turbo(root: string, args: readonly string[]): Promise<number> {
  const child = spawn(join(root, 'node_modules/.bin/turbo'), args, {
    cwd: root,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', TURBO_NO_UPDATE_NOTIFIER: '1' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? 1;
}
