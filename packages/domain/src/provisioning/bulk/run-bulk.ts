import { conflict, referencesIn, resolveReferences, ScimError, withoutReferences } from '@rollcall/scim';
import type { BulkOperation, BulkRequest } from '@rollcall/scim';
import { deleteResource } from '../delete-resource.ts';
import { patchResource } from '../patch-resource.ts';
import { proveScope } from '../prove-scope.ts';
import type { ScimScope } from '../scim-scope.ts';
import { withCurrentRules } from '../with-current-rules.ts';
import type { BulkOutcome } from './bulk-outcome.ts';
import { operationsIn, performOperation, type TypeAt } from './perform-operation.ts';

type Step = Readonly<{ operation: BulkOperation; references: ReadonlySet<string> }>;
/** What was created before everything it refers to, and the change that is still due to it. */
type Half = Readonly<{ step: Step; id: string; outcome: BulkOutcome; due: unknown }>;

/**
 * The operations have been carried out, each in its own transaction and none with a connection held between them (RFC
 * 7644 §3.7). They follow their order, except that one which refers to a resource created later waits for it. Where they
 * wait for each other in a circle, the first is created without its references and given them afterwards; if that cannot
 * be, it is removed again and its outcome is a conflict. After `failOnErrors` failures the rest is left alone and has no
 * outcome. Throws what the first proof of the token throws.
 */
export async function runBulk(
  scope: ScimScope,
  { operations, failOnErrors }: BulkRequest,
  typeAt: TypeAt,
): Promise<BulkOutcome[]> {
  await proveScope(scope);
  const steps = operations.map(stepOf);
  const awaited = new Set(operations.filter(isNamed).map(({ bulkId }) => bulkId));
  /** What each bulkId came to stand for: nothing, where its resource could not be created. */
  const ids = new Map<string, string | undefined>();
  const outcomes = new Map<Step, BulkOutcome>();
  let halves: Half[] = [];
  let open = steps;

  const isSettled = (bulkId: string) => ids.has(bulkId) || !awaited.has(bulkId);
  const isReady = ({ references }: Step) => [...references].every(isSettled);
  const idOf = (bulkId: string) => ids.get(bulkId);
  const failures = () => [...outcomes.values()].filter((outcome) => 'error' in outcome).length;
  const withIds = ({ operation, references }: Step): BulkOperation => {
    if (operation.refusal) return operation;
    const lost = [...references].find((bulkId) => isSettled(bulkId) && idOf(bulkId) === undefined);
    if (lost !== undefined) return { ...operation, refusal: lostReference(lost) };
    return resolveReferences(operation, idOf);
  };
  const settle = (step: Step, outcome: BulkOutcome) => {
    outcomes.set(step, outcome);
    const { method, bulkId } = step.operation;
    if (method === 'POST' && bulkId !== undefined)
      ids.set(bulkId, 'error' in outcome ? undefined : outcome.id);
  };

  while (open.length > 0 && failures() < failOnErrors) {
    const step = open.find(isReady) ?? open.find(({ operation }) => isNamed(operation));
    if (!step) throw new Error('Operations of a Bulk request wait for a resource that none of them creates');
    open = open.filter((each) => each !== step);
    const whole = withIds(step);
    if (isReady(step)) {
      settle(step, await performOperation(scope, typeAt, whole));
    } else {
      const { first, then } = withoutReferences(whole.data);
      const outcome = await performOperation(scope, typeAt, { ...whole, data: first });
      settle(step, outcome);
      if ('id' in outcome && outcome.id) halves.push({ step, id: outcome.id, outcome, due: then });
    }
    await completeHalves(isReady);
  }
  await completeHalves(() => true);
  return steps.flatMap((step) => outcomes.get(step) ?? []);

  async function completeHalves(isDue: (step: Step) => boolean): Promise<void> {
    const due = halves.filter(({ step }) => isDue(step));
    halves = halves.filter((half) => !due.includes(half));
    for (const half of due) settle(half.step, await complete(half));
  }

  async function complete({ step, id, outcome, due }: Half): Promise<BulkOutcome> {
    const { operation, references } = step;
    const { endpoint } = operation;
    try {
      const lost = [...references].find((bulkId) => idOf(bulkId) === undefined);
      if (lost !== undefined) throw lostReference(lost);
      const { data } = resolveReferences({ ...operation, data: due }, idOf);
      const { version } = await withCurrentRules(scope, async (current) =>
        patchResource(current, typeAt(current, endpoint), id, operationsIn(current, data), undefined),
      );
      return { ...outcome, version };
    } catch (error) {
      const refusal = error instanceof ScimError ? unclosedCircle(error) : error;
      return withCurrentRules(scope, async (current) =>
        deleteResource(current, typeAt(current, endpoint), id, undefined),
      ).then(
        () => ({ operation, error: refusal }),
        (failure: unknown) => ({ operation, error: failure }),
      );
    }
  }
}

/** RFC 7644 §3.7.1: a circle that cannot be resolved is a conflict, whatever stood in its way. */
const unclosedCircle = (cause: ScimError): ScimError =>
  cause.code === 'conflict'
    ? cause
    : conflict(`The circle of references cannot be closed. ${cause.message}`, { cause });

const isNamed = (operation: BulkOperation): operation is BulkOperation & { bulkId: string } =>
  operation.method === 'POST' && operation.bulkId !== undefined;

function stepOf(operation: BulkOperation): Step {
  try {
    return { operation, references: referencesIn(operation) };
  } catch (refusal) {
    if (!(refusal instanceof ScimError)) throw refusal;
    return { operation: { ...operation, refusal }, references: new Set() };
  }
}

const lostReference = (bulkId: string): ScimError =>
  conflict(`"bulkId:${bulkId.slice(0, 64)}" stands for nothing: no POST of this request has created it.`);
