import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { judgeTask } from './judge-task.ts';

const directory = mkdtempSync(join(tmpdir(), 'rollcall-report-'));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const passing = { status: 'passed', fullName: 'a fact' };

test('types and lint count as one test each', async () => {
  expect(await judge('types', 0)).toMatchObject({ passed: 1, failed: 0 });
  expect(await judge('lint', 1)).toMatchObject({ passed: 0, failed: 1, failures: ['it ended with 1'] });
});

test('the tests of vitest are counted from its report, and a failure is told in its first line', async () => {
  const broken = { status: 'failed', fullName: 'another fact', failureMessages: ['expected 1\n  at here'] };
  report('vitest', [{ status: 'failed', assertionResults: [passing, broken, { status: 'skipped' }] }]);
  expect(await judge('test', 1)).toMatchObject({
    passed: 1,
    failed: 1,
    skipped: 1,
    failures: ['another fact: expected 1'],
  });
});

test('a test file that cannot be loaded is a failure', async () => {
  report('vitest', [
    { status: 'passed', assertionResults: [passing] },
    { status: 'failed', name: 'broken.test.ts', message: 'no such module', assertionResults: [] },
  ]);
  expect(await judge('test', 1)).toMatchObject({
    passed: 1,
    failed: 1,
    failures: ['broken.test.ts: no such module'],
  });
});

test('a task without a report, without tests or with a bad end after good tests has failed', async () => {
  expect(await judge('test', 0)).toMatchObject({ passed: 0, failed: 1 });
  report('vitest', []);
  expect(await judge('test', 0)).toMatchObject({ failed: 1, failures: ['it ran no test'] });
  report('vitest', [{ status: 'passed', assertionResults: [passing] }]);
  expect(await judge('test', 1)).toMatchObject({ passed: 1, failed: 1 });
});

test('a story that passed only when repeated, and an error outside of stories, are failures', async () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] });
  write('playwright', {
    suites: [{ specs: [spec('one', 'expected')], suites: [{ specs: [spec('two', 'flaky')] }] }],
    errors: [{ message: 'no browser\n  at launch' }],
  });
  expect(await judge('e2e', 1)).toMatchObject({ passed: 1, failed: 2, failures: ['two', 'no browser'] });
});

function judge(task: string, exitCode: number) {
  return judgeTask({ package: '@rollcall/scim', task, directory, exitCode });
}

function report(runner: string, testResults: readonly object[]): void {
  write(runner, { testResults });
}

function write(runner: string, content: object): void {
  const file = join(directory, '.reports', `${runner}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(content));
}
