import type { QuarantineLimits } from './job-settings.ts';

/** What a cycle's outcome is judged by; reference failures are those of managers and members. */
export type Outcome = { events: number; failures: number; referenceFailures: number };

/** Why so many failures quarantine the job, `undefined` when they do not. */
export function proportionQuarantine(outcome: Outcome, limits: QuarantineLimits): string | undefined {
  const { events, failures, referenceFailures } = outcome;
  const all = failures + referenceFailures;
  if (all >= limits.withReferences)
    return `${all} failures, references included, reach the limit of ${limits.withReferences}`;
  if (failures < limits.evaluateFrom) return undefined;
  if (failures > limits.failures) return `${failures} failures exceed the limit of ${limits.failures}`;
  if (failures <= events * limits.share) return undefined;
  return `${failures} of ${events} events failed, more than ${Math.round(limits.share * 100)} %`;
}
