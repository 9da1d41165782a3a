import { latencyOf } from './latency.ts';
import type { Comparison } from '../compare/comparison.ts';
import type { EntraCode, QuarantineReason } from '../job/sync-failure.ts';
import type { EscrowKind } from '../job/job-state.ts';
import type { Operation, ScimRequest } from '../protocol/requests.ts';
import type { ScimAnswer } from '../protocol/scim-client.ts';
import type { Latency } from './latency.ts';

/** One object that could not be provisioned, as the provisioning log would show it. */
export type Failure = {
  kind: EscrowKind;
  object: string;
  name: string;
  code: EntraCode;
  status: number | undefined;
  operation: Operation | undefined;
  detail: string;
};

/** What a cycle did. */
export type CycleReport = {
  kind: 'initial' | 'incremental' | 'on demand';
  number: number;
  durationMs: number;
  /** Users, groups and references worked on. */
  events: number;
  /** Requests by operation and status; `no answer` where there was none. */
  requests: Partial<Record<Operation, Record<string, number>>>;
  requestCount: number;
  requestsPerSecond: number;
  latency: Latency | undefined;
  failures: Failure[];
  /** References left out because the other object is not there yet. */
  skippedReferences: number;
  /** Whether Entra would have quarantined the job, and why. */
  quarantine: { reason: QuarantineReason; detail: string; stoppedCycle: boolean } | undefined;
  /** Things Entra tolerates but a server should not do, with how often. */
  warnings: Record<string, number>;
  comparison: Comparison | undefined;
};

/** Collects what happens during a cycle. */
export type Recorder = {
  readonly report: CycleReport;
  answer(request: ScimRequest, answer: ScimAnswer): void;
  warn(text: string): void;
  finish(durationMs: number): CycleReport;
};

/** A recorder with an empty report. */
export function createRecorder(kind: CycleReport['kind'], number: number): Recorder {
  const latencies: number[] = [];
  const report: CycleReport = {
    kind,
    number,
    durationMs: 0,
    events: 0,
    requests: {},
    requestCount: 0,
    requestsPerSecond: 0,
    latency: undefined,
    failures: [],
    skippedReferences: 0,
    quarantine: undefined,
    warnings: {},
    comparison: undefined,
  };
  const warn = (text: string): void => {
    report.warnings[text] = (report.warnings[text] ?? 0) + 1;
  };
  return {
    report,
    warn,
    answer: (request, answer) => {
      latencies.push(answer.latencyMs);
      countRequest(report, request, answer);
      if (!answer.isEmpty && !answer.contentType.startsWith('application/scim+json')) {
        warn('an answer has another Content-Type than application/scim+json');
      }
      if (request.method === 'POST' && answer.status === 200) warn('a create was answered 200, not 201');
    },
    finish: (durationMs) =>
      Object.assign(report, {
        durationMs,
        requestCount: latencies.length,
        requestsPerSecond: durationMs > 0 ? latencies.length / (durationMs / 1000) : 0,
        latency: latencyOf(latencies),
      }),
  };
}

function countRequest(report: CycleReport, { operation }: ScimRequest, { status }: ScimAnswer): void {
  const counts = (report.requests[operation] ??= {});
  const key = status === 0 ? 'no answer' : String(status);
  counts[key] = (counts[key] ?? 0) + 1;
}

/** Whether nothing failed, nothing differs and nothing is quarantined. */
export function isClean({ failures, quarantine, comparison }: CycleReport): boolean {
  return failures.length === 0 && quarantine === undefined && (comparison?.differences.length ?? 0) === 0;
}
