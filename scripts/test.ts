import { glob, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { failure, judgeTask, oneTest, type Result } from './test-run/judge-task.ts';
import { printResults } from './test-run/print-results.ts';
import { runTasks, turbo } from './test-run/run-turbo.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const force = process.argv.includes('--force');
const unknown = process.argv.slice(2).find((argument) => argument !== '--force');
if (unknown !== undefined) {
  console.error(`test knows --force, which runs cached tasks too, not ${unknown}.`);
  process.exit(2);
}

const results = await runEverything();
console.log(printResults(results).join('\n'));
const isProven =
  results.some((result) => result.passed > 0) && results.every((result) => result.failed === 0);
process.exitCode = isProven ? 0 : 1;

async function runEverything(): Promise<Result[]> {
  // A report of an earlier run must not speak for a task that dies in this one. Cached tasks put theirs back.
  for await (const folder of glob('{apps/*,packages/*,*}/.reports', { cwd: root })) {
    await rm(`${root}${folder}`, { recursive: true, force: true });
  }
  const tasks = await runTasks(root, ['types', 'lint', 'test', 'e2e'], { force });
  const boundaries = await turbo(root, ['boundaries']);
  const workspace = { package: 'workspace', task: 'boundaries' };
  return [
    ...(await Promise.all(tasks.map(judgeTask))),
    ...(tasks.length > 0 ? [] : [{ ...workspace, task: 'turbo', ...failure('it ran nothing') }]),
    { ...workspace, ...(boundaries === 0 ? oneTest : failure('an import goes up the stairs, see above')) },
  ];
}
