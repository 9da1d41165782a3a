import type { Answer } from './http/exchange.ts';
import type { Json } from './http/json.ts';
import { urns } from './urns.ts';

/** The server did not do what a check expects of it. `message` is what was expected. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly answer: Answer;
  constructor(expected: string, answer: Answer) {
    super(expected);
    this.answer = answer;
  }
}

/** A check could not be judged, since something that it builds on does not work. */
export class Blocked extends Error {
  override readonly name = 'Blocked';
  readonly answer: Answer;
  constructor(message: string, answer: Answer) {
    super(message);
    this.answer = answer;
  }
}

/** The server declines what a check asks, in a way the RFC allows, so that the check does not bind it. */
export class Declined extends Error {
  override readonly name = 'Declined';
}

/** The claim about the answer holds, or the check fails saying what was `expected`. */
export function expect(answer: Answer, claim: unknown, expected: string): asserts claim {
  if (!claim) throw new Failure(expected, answer);
}

/** The answer has one of these statuses. */
export function expectStatus(answer: Answer, ...statuses: readonly number[]): void {
  expect(answer, statuses.includes(answer.status), `status ${statuses.join(' or ')}`);
}

/**
 * The answer is a refusal as RFC 7644 §3.12 writes it, with this `scimType` where one is given. A `scimType` is optional
 * unless a section demands it: `{ ifTold }` holds only a server that gives a reason to the right one.
 */
export function expectError(answer: Answer, status: number, scimType?: string | { ifTold: string }): void {
  expectStatus(answer, status);
  const { schemas, status: told, scimType: reason } = record(answer.body);
  expect(answer, Array.isArray(schemas) && schemas.includes(urns.error), `an error body with ${urns.error}`);
  expect(answer, told === String(status), `"status": "${status}" in the body, as text`);
  if (scimType === undefined) return;
  const isOptional = typeof scimType === 'object';
  const expected = isOptional ? scimType.ifTold : scimType;
  expect(answer, (isOptional && reason === undefined) || reason === expected, `"scimType": "${expected}"`);
}

/** The answer to a query with a filter; a server may decline filters it does not support (RFC 7644 §3.4.2.2). */
export function orDeclined(answer: Answer): Answer {
  if (answer.status === 400 && record(answer.body)['scimType'] === 'invalidFilter')
    throw new Declined('the server declines this filter as invalidFilter');
  return answer;
}

/** The resources of a ListResponse with status 200. */
export function expectList(answer: Answer): Json[] {
  expectStatus(answer, 200);
  const { schemas, totalResults, Resources } = record(answer.body);
  expect(answer, Array.isArray(schemas) && schemas.includes(urns.list), `a body with ${urns.list}`);
  expect(answer, Number.isInteger(totalResults), 'totalResults as a whole number');
  expect(answer, Resources === undefined || Array.isArray(Resources), 'Resources as an array');
  return Array.isArray(Resources) ? Resources : [];
}

const record = (body: unknown): Record<string, unknown> =>
  typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};

/** Whether an attribute has no value: absent, null and an empty array are the same (RFC 7643 §2.5). */
export const isUnassigned = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);
