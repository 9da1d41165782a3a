import { attempt, isInScope } from './cycle.ts';
import { allWork, changedWork, needsUserStep } from './collect-work.ts';
import { patienceMs, settleDueEntries } from './escrow.ts';
import { probe } from './probe.ts';
import { provisionGroup } from './provision-group.ts';
import { provisionManager } from './provision-manager.ts';
import { memberChanges, provisionMembers } from './provision-members.ts';
import { provisionUser } from './provision-user.ts';
import { proportionQuarantine } from './quarantine.ts';
import { runConcurrently } from './run-concurrently.ts';
import { SyncFailure } from './sync-failure.ts';
import type { Work } from './collect-work.ts';
import type { Cycle } from './cycle.ts';
import type { Progress } from './job-settings.ts';
import type { MemberChange } from './provision-members.ts';
import type { QuarantineReason } from './sync-failure.ts';

/** The target has been brought up to date, or the job is in quarantine and the report says why. */
export async function runCycle(cycle: Cycle): Promise<void> {
  const { state, settings, directory } = cycle;
  const position = directory.position();
  try {
    if (settings.probeEachCycle) await probe(cycle);
    const work = state.isInitialDone ? changedWork(cycle) : allWork(cycle);
    const held = heldDeletions(cycle, work);
    await provisionUsers(cycle, work, held);
    await provisionGroups(cycle, work);
    state.isInitialDone = true;
    state.isRestarted = false;
    // Held deletions are looked at again, so the watermark stays where it is.
    if (held.size === 0) state.watermark = position;
    judge(cycle, held.size);
  } catch (error) {
    stopInQuarantine(cycle, error);
  }
}

/** The job is in quarantine for this failure; an error that does not stop a cycle is thrown again. */
export function stopInQuarantine(cycle: Cycle, error: unknown): void {
  if (!(error instanceof SyncFailure) || error.stops === undefined) throw error;
  const { code, status, operation, message: detail, stops } = error;
  const { failures, events } = cycle.recorder.report;
  if (events === 0)
    failures.push({ kind: 'user', object: '', name: 'Test Connection', code, status, operation, detail });
  enterQuarantine(cycle, stops, `${code}: ${detail}`, true);
}

async function provisionUsers(cycle: Cycle, work: Work, held: ReadonlySet<string>): Promise<void> {
  const users = [...work.users.keys()].filter((id) => !held.has(id));
  const examined = users.filter((id) => needsUserStep(cycle, id, work.users.get(id) ?? 'all'));
  await eachWithProgress(cycle, 'users', examined, (object) =>
    attempt(cycle, { kind: 'user', object, name: nameOf(cycle, object) }, () => provisionUser(cycle, object)),
  );
  const referring = users.filter((id) => touchesManager(work.users.get(id)));
  await eachWithProgress(cycle, 'managers', referring, (object) =>
    attempt(cycle, { kind: 'manager', object, name: nameOf(cycle, object) }, () =>
      provisionManager(cycle, object),
    ),
  );
}

async function provisionGroups(cycle: Cycle, work: Work): Promise<void> {
  const newlyLinked = new Set<string>();
  await eachWithProgress(cycle, 'groups', [...work.groups.keys()], (object) =>
    attempt(cycle, { kind: 'group', object, name: nameOf(cycle, object) }, async () => {
      if (await provisionGroup(cycle, object)) newlyLinked.add(object);
    }),
  );
  const changes: MemberChange[] = [];
  for (const [object, touched] of work.groups) {
    for (const change of memberChanges(cycle, object, newlyLinked.has(object) ? 'all' : touched))
      changes.push(change);
  }
  await eachWithProgress(cycle, 'members', changes, (change) =>
    attempt(cycle, { kind: 'members', object: change.group, name: nameOf(cycle, change.group) }, () =>
      provisionMembers(cycle, change),
    ),
  );
  settleDueEntries(cycle.state, 'members');
}

/** How an object is called in a report. */
export function nameOf({ directory }: Cycle, object: string): string {
  return (
    directory.users.get(object)?.userPrincipalName ?? directory.groups.get(object)?.displayName ?? object
  );
}

async function eachWithProgress<T>(
  { settings }: Cycle,
  phase: Progress['phase'],
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  let done = 0;
  await runConcurrently(items, settings.concurrency, async (item) => {
    await work(item);
    settings.onProgress({ phase, done: ++done, total: items.length });
  });
}

function touchesManager(touched: ReadonlySet<string> | 'all' | undefined): boolean {
  return touched === 'all' || (touched?.has('manager') ?? false) || (touched?.has('assignment') ?? false);
}

// The accidental-deletion guard holds every disable and deletion of the cycle, not just the surplus.
function heldDeletions(cycle: Cycle, work: Work): Set<string> {
  const { state, directory, settings } = cycle;
  const leaving = [...work.users.keys()].filter((id) => {
    if (state.seen.get(id)?.inScope !== true) return false;
    const user = directory.users.get(id);
    return user === undefined || !isInScope(cycle, user);
  });
  return new Set(leaving.length > settings.deletionThreshold ? leaving : []);
}

function judge(cycle: Cycle, heldCount: number): void {
  const { failures, events } = cycle.recorder.report;
  const referenceFailures = failures.filter(({ kind }) => kind === 'manager' || kind === 'members').length;
  const outcome = { events, failures: failures.length - referenceFailures, referenceFailures };
  const proportion = proportionQuarantine(outcome, cycle.settings.quarantineLimits);
  if (heldCount > 0) {
    const detail = `${heldCount} disables and deletions are held; the threshold is ${cycle.settings.deletionThreshold}`;
    enterQuarantine(cycle, 'AccidentalDeletionThresholdExceeded', detail);
  } else if (proportion !== undefined) {
    enterQuarantine(cycle, 'EncounteredEscrowProportionThreshold', proportion);
  } else cycle.state.quarantine = undefined;
}

function enterQuarantine(
  { state, recorder }: Cycle,
  reason: QuarantineReason,
  detail: string,
  stoppedCycle = false,
): void {
  recorder.report.quarantine = { reason, detail, stoppedCycle };
  state.quarantine = { reason, detail, sinceMs: state.quarantine?.sinceMs ?? state.timeMs };
  state.isDisabled = state.timeMs - state.quarantine.sinceMs > patienceMs;
}
