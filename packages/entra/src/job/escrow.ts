import type { EscrowEntry, EscrowKind, JobState } from './job-state.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How long a failed object is tried again, and a job may stay in quarantine. */
export const patienceMs = 28 * dayMs;

/** The object waits for its next attempt: the next cycle, then 6, 12 and 24 hours after the first failure, then daily. */
export function putInEscrow(
  state: JobState,
  kind: EscrowKind,
  object: string,
  cycleIntervalMs: number,
): void {
  const key = escrowKey(kind, object);
  const before = state.escrow.get(key);
  // Several failures of one group's members in one cycle are one attempt.
  if (before !== undefined && before.nextTryMs > state.timeMs) return;
  const firstFailureMs = before?.firstFailureMs ?? state.timeMs;
  const attempts = (before?.attempts ?? 0) + 1;
  const nextTryMs = Math.max(
    firstFailureMs + delayAfter(attempts, cycleIntervalMs),
    state.timeMs + cycleIntervalMs,
  );
  if (nextTryMs - firstFailureMs > patienceMs) state.escrow.delete(key);
  else state.escrow.set(key, { kind, object, firstFailureMs, attempts, nextTryMs });
}

/** The entries whose time has come. */
export function dueEntries(state: JobState): EscrowEntry[] {
  return [...state.escrow.values()].filter((entry) => entry.nextTryMs <= state.timeMs);
}

/** Whatever was due has been tried: entries that failed again have a later time, the others are settled. */
export function settleDueEntries(state: JobState, kind: EscrowKind): void {
  for (const entry of dueEntries(state)) {
    if (entry.kind === kind) state.escrow.delete(escrowKey(kind, entry.object));
  }
}

/** The name of an entry. */
export function escrowKey(kind: EscrowKind, object: string): string {
  return `${kind} ${object}`;
}

function delayAfter(attempts: number, cycleIntervalMs: number): number {
  const early = [cycleIntervalMs, 6 * hourMs, 12 * hourMs, dayMs][attempts - 1];
  return early ?? (attempts - 3) * dayMs;
}
