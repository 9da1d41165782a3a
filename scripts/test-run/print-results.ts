import type { Result } from './judge-task.ts';

const order = ['types', 'lint', 'boundaries', 'test', 'e2e', 'turbo'];

/** The lines that close a run: a table with a row per package, each failure, and the sum as the last line. */
export function printResults(results: readonly Result[]): string[] {
  const ran = new Set(results.map((result) => result.task));
  const tasks = order.filter((task) => ran.has(task));
  const packages = [...new Set(results.map((result) => result.package))].sort();
  const rows = packages.map((name) => [name, ...tasks.map((task) => cell(find(results, name, task)))]);
  const failures = results.flatMap((result) =>
    result.failures.map((reason) => `✗ ${result.package} ${result.task}: ${reason}`),
  );
  const passed = sum(results.map((result) => result.passed));
  const failed = sum(results.map((result) => result.failed));
  return [
    '',
    ...aligned([['', ...tasks], ...rows]),
    '',
    ...failures,
    ...(failures.length > 0 ? [''] : []),
    `${passed} passed, ${failed} failed`,
  ];
}

function find(results: readonly Result[], name: string, task: string): Result | undefined {
  return results.find((result) => result.package === name && result.task === task);
}

function cell(result: Result | undefined): string {
  if (!result) return '';
  const { passed, failed, skipped } = result;
  const parts = failed > 0 ? [`✗ ${passed} passed`, `${failed} failed`] : [`✓ ${passed}`];
  return [...parts, ...(skipped > 0 ? [`${skipped} skipped`] : [])].join(', ');
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
