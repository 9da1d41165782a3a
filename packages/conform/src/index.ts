export { checks } from './checks/all.ts';
export { runChecks, type Run, type RunOptions } from './run-checks.ts';
export { failureReport } from './report/failure-report.ts';
export { bySection, table } from './report/table.ts';
export { isBroken, type Result } from './result.ts';
export type { Check, Section } from './check.ts';
