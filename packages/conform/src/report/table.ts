import type { Result } from '../result.ts';

const columns = ['pass', 'fail', 'blocked', 'skip'] as const;
const headings = ['Section', 'pass', 'fail', 'not judged', 'skipped'];

/** One line for each RFC section, and a total. */
export function table(results: readonly Result[]): string {
  const sections = [...new Set(results.map(({ check }) => check.section))].sort(bySection);
  const rows = sections.map((section) =>
    row(
      section,
      results.filter(({ check }) => check.section === section),
    ),
  );
  const all = [headings, ...rows, row('All', results)];
  const widths = headings.map((_, index) => Math.max(...all.map((cells) => cells[index]?.length ?? 0)));
  return all
    .map((cells) =>
      cells
        .map((cell, index) =>
          index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}

function row(name: string, results: readonly Result[]): string[] {
  const count = (outcome: Result['outcome']) => results.filter((result) => result.outcome === outcome).length;
  return [name, ...columns.map((outcome) => String(count(outcome) || '·'))];
}

/** Sections in the order of their numbers, so that §3.10 comes after §3.9. */
export function bySection(left: string, right: string): number {
  const [a, b] = [left, right].map((section) => (section.match(/\d+/g) ?? []).map(Number));
  for (let index = 0; index < Math.max(a?.length ?? 0, b?.length ?? 0); index += 1) {
    const difference = (a?.[index] ?? -1) - (b?.[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
