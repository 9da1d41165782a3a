import { compareWithDirectory } from '../compare/compare-with-directory.ts';
import { createScimClient } from '../protocol/scim-client.ts';
import { createRecorder } from '../report/cycle-report.ts';
import { newJobState, restoreJobState, saveJobState } from './job-state.ts';
import { settleOptions } from './job-settings.ts';
import { probe } from './probe.ts';
import { provisionOnDemand } from './provision-on-demand.ts';
import { runCycle } from './run-cycle.ts';
import { SyncFailure } from './sync-failure.ts';
import type { Comparison } from '../compare/comparison.ts';
import type { CycleReport, Recorder } from '../report/cycle-report.ts';
import type { Cycle } from './cycle.ts';
import type { JobOptions, JobSettings } from './job-settings.ts';
import type { JobState, SavedJob } from './job-state.ts';
import type { EntraCode } from './sync-failure.ts';

/** What Test Connection says. */
export type ConnectionTest =
  { ok: true } | { ok: false; code: EntraCode; status: number | undefined; detail: string };

/** A provisioning job: one Tenant URL, one directory, and what it remembers. */
export type Job = {
  readonly state: JobState;
  testConnection(): Promise<ConnectionTest>;
  /** The first cycle, and the one after a restart, is initial; all others are incremental. */
  runCycle(options?: { compare?: boolean }): Promise<CycleReport>;
  /** The next cycle is initial; `Full` also forgets which objects belong together. */
  restart(options?: { resetScope?: 'Full' }): void;
  provisionOnDemand(object: string): Promise<CycleReport>;
  compare(): Promise<Comparison>;
  /** Simulated time passes beside the interval every cycle takes. */
  passTime(ms: number): void;
  save(): SavedJob;
  close(): void;
};

/** A job that has not sent anything yet; throws one sentence when the Tenant URL is not one. */
export function createJob(options: JobOptions): Job {
  const settings = settleOptions(options);
  const state = options.saved === undefined ? newJobState() : restoreJobState(options.saved);
  let recorder: Recorder | undefined;
  const client = createScimClient({
    ...settings,
    onAnswer: (request, answer) => recorder?.answer(request, answer),
  });
  const begin = (kind: CycleReport['kind']): Cycle => {
    recorder = createRecorder(kind, state.cycles + 1);
    const dialect = kind === 'on demand' ? 'default' : settings.dialect;
    const { directory } = settings;
    return { settings, directory, state, recorder, send: client.send, dialect, targetManagers: new Map() };
  };
  const compare = async (cycle: Cycle): Promise<Comparison> => {
    recorder = undefined;
    return compareWithDirectory(cycle);
  };
  return {
    state,
    testConnection: () => testConnection(begin('on demand')),
    runCycle: async ({ compare: isCompared = true } = {}) => {
      const cycle = begin(state.isInitialDone ? 'incremental' : 'initial');
      const report = await timed(settings, cycle.recorder, () =>
        state.isDisabled ? stayDisabled(cycle) : runCycle(cycle),
      );
      const isReadable = report.quarantine?.stoppedCycle !== true;
      if (isCompared && isReadable) report.comparison = await compare(cycle);
      state.cycles++;
      state.timeMs += settings.cycleIntervalMs;
      return report;
    },
    restart: ({ resetScope } = {}) => restart(state, resetScope === 'Full'),
    provisionOnDemand: (object) => {
      const cycle = begin('on demand');
      return timed(settings, cycle.recorder, () => provisionOnDemand(cycle, object));
    },
    compare: () => compare(begin('on demand')),
    passTime: (ms) => void (state.timeMs += ms),
    save: () => saveJobState(state),
    close: client.close,
  };
}

async function timed(
  { clock }: JobSettings,
  recorder: Recorder,
  work: () => Promise<void>,
): Promise<CycleReport> {
  const started = clock.now();
  await work();
  return recorder.finish(clock.now() - started);
}

async function testConnection(cycle: Cycle): Promise<ConnectionTest> {
  try {
    await probe(cycle);
    return { ok: true };
  } catch (error) {
    if (!(error instanceof SyncFailure)) throw error;
    return { ok: false, code: error.code, status: error.status, detail: error.message };
  }
}

function restart(state: JobState, isFull: boolean): void {
  const { users, groups, cycles, timeMs } = state;
  Object.assign(state, newJobState(), { cycles, timeMs, isRestarted: !isFull });
  if (!isFull) Object.assign(state, { users, groups });
}

async function stayDisabled({ recorder, state }: Cycle): Promise<void> {
  const reason = state.quarantine?.reason ?? 'EncounteredQuarantineException';
  const detail = 'the job is disabled after more than four weeks in quarantine';
  recorder.report.quarantine = { reason, detail, stoppedCycle: true };
}
