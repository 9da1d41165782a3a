import { join } from 'node:path';
import { readReport, type Report } from './read-report.ts';
import type { Task } from './run-turbo.ts';

/** What a task came to. */
export type Result = Report & Readonly<{ package: string; task: string }>;

const reportFiles: Readonly<Record<string, string>> = {
  test: '.reports/vitest.json',
  e2e: '.reports/playwright.json',
};

/** A task with a report counts as its tests, any other as one. No report, no test or a bad end is a failure. */
export async function judgeTask(task: Task): Promise<Result> {
  const name = { package: task.package, task: task.task };
  const file = reportFiles[task.task];
  if (!file)
    return { ...name, ...(task.exitCode === 0 ? oneTest : failure(`it ended with ${task.exitCode}`)) };

  const report = await readReport(join(task.directory, file));
  if (!report) return { ...name, ...failure(`it ended with ${task.exitCode} and left no ${file}`) };
  if (report.passed + report.failed === 0) return { ...name, ...failure('it ran no test') };
  if (task.exitCode !== 0 && report.failed === 0) {
    const { failed, failures } = failure(`its tests passed, yet it ended with ${task.exitCode}`);
    return { ...name, ...report, failed, failures };
  }
  return { ...name, ...report };
}

/** A check that passed, counted as a test. */
export const oneTest: Report = { passed: 1, failed: 0, skipped: 0, failures: [] };

/** A check that failed, counted as a test. */
export function failure(reason: string): Report {
  return { passed: 0, failed: 1, skipped: 0, failures: [reason] };
}
