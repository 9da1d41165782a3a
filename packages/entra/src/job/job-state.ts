import type { QuarantineReason } from './sync-failure.ts';

/** A source user tied to a resource of the server. */
export type UserLink = {
  id: string;
  /** Unassigned users are no longer managed: their later purge sends nothing. */
  isManaged: boolean;
  /** objectId of the manager last written; null after a removal, absent when never written. */
  manager?: string | null;
};

/** A source group tied to a resource; a member is true once added, false once removed. */
export type GroupLink = { id: string; wasCreated: boolean; members: Map<string, boolean> };

/** What the last step on a user left behind; the digest covers its mapped values. */
export type Seen = { inScope: boolean; digest: number };

/** What a failure was about; `members` and `manager` are references. */
export type EscrowKind = 'user' | 'manager' | 'group' | 'members';

/** A failed object that waits for its next attempt; times are simulated milliseconds. */
export type EscrowEntry = {
  kind: EscrowKind;
  object: string;
  firstFailureMs: number;
  attempts: number;
  nextTryMs: number;
};

/** Why and since when the job is in quarantine. */
export type Quarantine = { reason: QuarantineReason; detail: string; sinceMs: number };

/** Everything a job remembers between cycles. */
export type JobState = {
  users: Map<string, UserLink>;
  groups: Map<string, GroupLink>;
  seen: Map<string, Seen>;
  escrow: Map<string, EscrowEntry>;
  /** Position in the directory's events up to which everything was processed. */
  watermark: number;
  isInitialDone: boolean;
  isRestarted: boolean;
  cycles: number;
  /** Simulated time. */
  timeMs: number;
  quarantine: Quarantine | undefined;
  isDisabled: boolean;
};

/** A job's state as JSON. */
export type SavedJob = Omit<JobState, 'users' | 'groups' | 'seen' | 'escrow' | 'quarantine'> & {
  users: [string, UserLink][];
  groups: [string, Omit<GroupLink, 'members'> & { members: [string, boolean][] }][];
  seen: [string, Seen][];
  escrow: [string, EscrowEntry][];
  quarantine: Quarantine | null;
};

/** The state of a job that has never run. */
export function newJobState(): JobState {
  return {
    users: new Map(),
    groups: new Map(),
    seen: new Map(),
    escrow: new Map(),
    watermark: 0,
    isInitialDone: false,
    isRestarted: false,
    cycles: 0,
    timeMs: 0,
    quarantine: undefined,
    isDisabled: false,
  };
}

/** The state as JSON that `restoreJobState` takes back. */
export function saveJobState(state: JobState): SavedJob {
  return {
    ...state,
    users: [...state.users],
    groups: Array.from(state.groups, ([object, link]) => [object, { ...link, members: [...link.members] }]),
    seen: [...state.seen],
    escrow: [...state.escrow],
    quarantine: state.quarantine ?? null,
  };
}

/** The state a saved job was in. */
export function restoreJobState(saved: SavedJob): JobState {
  return {
    ...saved,
    users: new Map(saved.users),
    groups: new Map(
      saved.groups.map(([object, link]) => [object, { ...link, members: new Map(link.members) }]),
    ),
    seen: new Map(saved.seen),
    escrow: new Map(saved.escrow),
    quarantine: saved.quarantine ?? undefined,
  };
}

/** The user is tied to nothing, and no group is thought to hold it. */
export function dropUserLink(state: JobState, object: string): void {
  state.users.delete(object);
  state.seen.delete(object);
  for (const group of state.groups.values()) group.members.delete(object);
}
