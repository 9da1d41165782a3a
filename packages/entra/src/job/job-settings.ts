import { systemClock } from '../clock.ts';
import { defaultUserMappings, objectIdUserMappings } from '../mapping/attribute-mappings.ts';
import { parseTenantUrl } from '../protocol/tenant-url.ts';
import type { Clock } from '../clock.ts';
import type { Directory } from '../directory/create-directory.ts';
import type { SourceUser } from '../directory/source.ts';
import type { UserMapping } from '../mapping/attribute-mappings.ts';
import type { Dialect } from '../protocol/tenant-url.ts';
import type { Faults } from './faults.ts';
import type { SavedJob } from './job-state.ts';

/** How far a cycle has come. */
export type Progress = {
  phase: 'users' | 'managers' | 'groups' | 'members' | 'compare';
  done: number;
  total: number;
};

/** What quarantines a job: documented as "roughly", so they can be set. */
export type QuarantineLimits = {
  evaluateFrom: number;
  share: number;
  failures: number;
  withReferences: number;
};

/** Everything a provisioning job can be told; only the first three are needed. */
export type JobOptions = {
  /** The Tenant URL as pasted; a behaviour flag in it chooses the dialect unless `dialect` is given. */
  baseUrl: string;
  token: string;
  directory: Directory;
  dialect?: Dialect;
  membersPerPatch?: number;
  concurrency?: number;
  requestsPerSecond?: number;
  timeoutMs?: number;
  retriesAfter429?: number;
  forwardFlag?: boolean;
  clock?: Clock;
  /** Decides encodings, key orders and drills where Entra has been seen to vary. */
  seed?: string | number;
  scope?: 'assigned' | 'all';
  scopingFilter?: (user: SourceUser) => boolean;
  externalId?: 'mailNickname' | 'objectId';
  mappings?: readonly UserMapping[];
  /** Target attributes tried in this order, never combined. */
  matching?: readonly string[];
  actions?: { create: boolean; update: boolean; delete: boolean };
  softDeleteSupported?: boolean;
  skipOutOfScopeDeletions?: boolean;
  /** More disables and deletions than this in one cycle are held and quarantine the job. */
  deletionThreshold?: number;
  probeEachCycle?: boolean;
  /** What a 404 on a linked id does: try again in a later cycle, or match at once. */
  onMissingTarget?: 'escrow' | 'rematch';
  /** What a restart does with members it already wrote. */
  membersAfterRestart?: 'tracked' | 'check' | 'repeat';
  /** Whether the manager is asked for by the two-term query before it is written. */
  checkReferences?: boolean;
  /** Simulated time between two cycles; escrow and quarantine live by it. */
  cycleIntervalMs?: number;
  quarantineLimits?: QuarantineLimits;
  faults?: Partial<Faults>;
  onProgress?: (progress: Progress) => void;
  /** A job saved earlier, continued. */
  saved?: SavedJob;
};

/** The options with every gap filled. */
export type JobSettings = Required<
  Omit<JobOptions, 'deletionThreshold' | 'saved' | 'faults' | 'externalId'>
> & {
  deletionThreshold: number;
  faults: Faults;
};

/** The settings a job runs by. */
export function settleOptions(options: JobOptions): JobSettings {
  const { saved: _, externalId, ...given } = options;
  return {
    dialect: parseTenantUrl(options.baseUrl).dialect,
    membersPerPatch: 1,
    concurrency: 8,
    requestsPerSecond: 25,
    timeoutMs: 60_000,
    retriesAfter429: 4,
    forwardFlag: false,
    clock: systemClock,
    seed: 1,
    scope: 'assigned',
    scopingFilter: () => true,
    mappings: externalId === 'objectId' ? objectIdUserMappings : defaultUserMappings,
    matching: ['userName'],
    actions: { create: true, update: true, delete: true },
    softDeleteSupported: true,
    skipOutOfScopeDeletions: false,
    deletionThreshold: Number.POSITIVE_INFINITY,
    probeEachCycle: true,
    onMissingTarget: 'escrow',
    membersAfterRestart: 'tracked',
    checkReferences: false,
    cycleIntervalMs: 40 * 60_000,
    quarantineLimits: { evaluateFrom: 5_000, share: 0.4, failures: 40_000, withReferences: 60_000 },
    onProgress: () => {},
    ...given,
    faults: {
      duplicatePatch: 0,
      lostCreateAnswer: 0,
      mixedDialects: 0,
      interleavedMembers: 0,
      ...options.faults,
    },
  };
}
