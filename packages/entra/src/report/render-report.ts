import type { Comparison } from '../compare/comparison.ts';
import type { CycleReport, Failure } from './cycle-report.ts';

const shown = 20;

/** The report as lines for a terminal; long lists are cut and say so. */
export function renderReport(report: CycleReport): string {
  const { kind, number, durationMs, events, requestCount, requestsPerSecond, latency, quarantine } = report;
  const title = kind === 'on demand' ? 'Provision on demand' : `Cycle ${number} (${kind})`;
  return [
    `${title}: ${events} events, ${requestCount} requests in ${(durationMs / 1000).toFixed(1)} s, ${requestsPerSecond.toFixed(1)} per second`,
    ...requestLines(report),
    ...(latency === undefined
      ? []
      : [
          `  latency ms: min ${ms(latency.min)}, median ${ms(latency.median)}, p95 ${ms(latency.p95)}, max ${ms(latency.max)}`,
        ]),
    ...Object.entries(report.warnings).map(([text, count]) => `  warning: ${text} (${count} times)`),
    ...(report.skippedReferences > 0
      ? [`  ${report.skippedReferences} references wait for their object`]
      : []),
    ...failureLines(report.failures),
    quarantine === undefined
      ? '  quarantine: no'
      : `  quarantine: YES, ${quarantine.reason}: ${quarantine.detail}`,
    ...(report.comparison === undefined ? [] : comparisonLines(report.comparison)),
  ].join('\n');
}

function requestLines({ requests }: CycleReport): string[] {
  return Object.entries(requests).map(([operation, counts]) => {
    const statuses = Object.entries(counts).map(([status, count]) => `${status}: ${count}`);
    return `  ${operation.padEnd(16)} ${statuses.join('  ')}`;
  });
}

function failureLines(failures: readonly Failure[]): string[] {
  if (failures.length === 0) return ['  failures: none'];
  const lines = failures.slice(0, shown).map(({ kind, name, code, status, operation, detail }) => {
    const where = [operation, status].filter((part) => part !== undefined).join(' ');
    return `    ${kind} ${name}: ${code}${where === '' ? '' : ` (${where})`}: ${detail}`;
  });
  return [`  failures: ${failures.length}`, ...lines, ...rest(failures.length)];
}

function comparisonLines({ users, groups, memberships, differences, others }: Comparison): string[] {
  const lines = differences
    .slice(0, shown)
    .map(
      ({ object, attribute, expected, found }) =>
        `    ${object} ${attribute}: expected ${text(expected)}, found ${text(found)}`,
    );
  return [
    `  read back: ${users} users, ${groups} groups, ${memberships} memberships; others: ${others.users} users, ${others.groups} groups, ${others.members} members`,
    differences.length === 0 ? '  differences: none' : `  differences: ${differences.length}`,
    ...lines,
    ...rest(differences.length),
  ];
}

function rest(count: number): string[] {
  return count > shown ? [`    and ${count - shown} more`] : [];
}

function text(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function ms(value: number): string {
  return value.toFixed(1);
}
