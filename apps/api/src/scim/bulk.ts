import type { Logger } from 'pino';
import { runBulk, type BulkOutcome } from '@rollcall/domain';
import { parseBulkRequest, urns } from '@rollcall/scim';
import type { Handler } from './call.ts';
import { failureOf } from './errors.ts';
import { typeAt } from './type-at.ts';

/** RFC 7644 §3.7: many operations in one request, each answered in its place. */
export function bulk(log: Logger): Handler {
  return async ({ scope, body }) => {
    const outcomes = await runBulk(scope, parseBulkRequest(body), typeAt);
    const answers = outcomes.map((outcome) => answerTo(outcome, log, scope.requestId));
    return { status: 200, body: JSON.stringify({ schemas: [urns.bulkResponse], Operations: answers }) };
  };
}

function answerTo(outcome: BulkOutcome, log: Logger, requestId: string): object {
  const { operation, location } = outcome;
  const head = { location, method: operation.method, bulkId: operation.bulkId };
  if (!('error' in outcome)) return { ...head, version: outcome.version, status: String(outcome.status) };
  const { status, body } = failureOf(outcome.error, log, requestId);
  return { ...head, status: String(status), response: body };
}
