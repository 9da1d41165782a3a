import { hashText } from '../random.ts';
import { strikes } from './faults.ts';
import { escrowKey, putInEscrow } from './escrow.ts';
import { SyncFailure, requireSuccess } from './sync-failure.ts';
import type { Directory } from '../directory/create-directory.ts';
import type { SourceUser } from '../directory/source.ts';
import type { Recorder } from '../report/cycle-report.ts';
import type { ScimRequest } from '../protocol/requests.ts';
import type { ScimAnswer } from '../protocol/scim-client.ts';
import type { Dialect } from '../protocol/tenant-url.ts';
import type { Faults } from './faults.ts';
import type { JobSettings } from './job-settings.ts';
import type { EscrowKind, JobState } from './job-state.ts';

/** What the steps of one cycle share. */
export type Cycle = {
  settings: JobSettings;
  directory: Directory;
  state: JobState;
  recorder: Recorder;
  send: (request: ScimRequest) => Promise<ScimAnswer>;
  /** The dialect of the whole cycle: on demand is always the default one. */
  dialect: Dialect;
  /** Id of the manager each user was last read with in this cycle. */
  targetManagers: Map<string, string | undefined>;
};

/** Whether the user is to be active in the target: assigned, passing the filter, enabled and not deleted. */
export function isInScope({ settings, directory }: Cycle, user: SourceUser): boolean {
  if (user.softDeleted || !user.accountEnabled || !settings.scopingFilter(user)) return false;
  return settings.scope === 'all' || directory.isAssigned(user.objectId);
}

/** A number that picks among the shapes Entra sends; the same subject always gives the same one. */
export function variantOf({ settings }: Cycle, subject: string): number {
  return hashText(`${settings.seed} ${subject}`);
}

/** Whether a drill strikes this subject. */
export function isStruck({ settings }: Cycle, fault: keyof Faults, subject: string): boolean {
  return strikes(settings.faults, fault, settings.seed, subject);
}

/** The dialect of one PATCH: the cycle's, or the other one where the drill mixes them. */
export function dialectOf(cycle: Cycle, subject: string): Dialect {
  if (!isStruck(cycle, 'mixedDialects', subject)) return cycle.dialect;
  return cycle.dialect === 'default' ? 'aadOptscim062020' : 'default';
}

/** The PATCH was accepted, twice where the drill delivers it again. */
export async function sendPatch(cycle: Cycle, request: ScimRequest, subject: string): Promise<void> {
  requireSuccess(request, await cycle.send(request));
  if (isStruck(cycle, 'duplicatePatch', subject)) requireSuccess(request, await cycle.send(request));
}

/** The step was done, or its failure is in the report and the object in escrow; throws when the cycle must stop. */
export async function attempt(
  cycle: Cycle,
  subject: { kind: EscrowKind; object: string; name: string },
  step: () => Promise<void>,
): Promise<void> {
  const { state, settings, recorder } = cycle;
  recorder.report.events++;
  try {
    await step();
    // A group's members take many requests; they are settled together when all were tried.
    if (subject.kind !== 'members') state.escrow.delete(escrowKey(subject.kind, subject.object));
  } catch (error) {
    if (!(error instanceof SyncFailure)) throw error;
    const { code, status, operation, message: detail } = error;
    recorder.report.failures.push({ ...subject, code, status, operation, detail });
    putInEscrow(state, subject.kind, subject.object, settings.cycleIntervalMs);
    if (error.stops !== undefined) throw error;
  }
}
