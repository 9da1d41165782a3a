import { invalidFilter, invalidValue, mutability, tooLarge } from '../errors.ts';
import type { Filter } from '../filter/ast.ts';
import { limits } from '../limits.ts';
import { checkText } from '../resource/check-scalar.ts';
import { isObject } from '../resource/resource.ts';
import type { PatchOperation } from './patch-operation.ts';
import { splitMembership } from './split-membership.ts';

/**
 * A change of a group's members as a set: first everyone goes if `clear`, then those in `remove`, then those in `add`
 * come. No id is in both lists.
 */
export type NamedMembers = Readonly<{ clear: boolean; add: readonly string[]; remove: readonly string[] }>;

/** What a PATCH does to a group's members, in order: those named come and go, and those that a filter selects go. */
export type MembershipEffect = readonly (NamedMembers | Readonly<{ where: Filter }>)[];

type Step = { clear: boolean; add: Set<string>; remove: Set<string> };

/**
 * The effect of the operations on `members`, folded in their order (RFC 7644 §3.5.2). Operations on anything else are
 * not looked at. Throws `mutability`, `invalidFilter`, `invalidValue`, or `tooLarge` past `limits.membersPerRequest`.
 */
export function membershipEffect(operations: readonly PatchOperation[]): MembershipEffect {
  const steps: (Step | { where: Filter })[] = [];
  let named = 0;
  for (const operation of splitMembership(operations).members) {
    const where = filterOf(operation);
    if (where) {
      steps.push({ where });
      if (steps.filter((step) => 'where' in step).length > limits.memberFilters)
        throw tooLarge(
          `One request can remove members by at most ${limits.memberFilters} filters; send several.`,
        );
      continue;
    }
    const ids = idsOf(operation);
    named += ids?.length ?? 0;
    if (named > limits.membersPerRequest) {
      throw tooLarge(
        `One request can add and remove at most ${limits.membersPerRequest} members; send several.`,
      );
    }
    // Whoever goes and comes after everyone has gone is all there is.
    if (operation.op === 'replace' || ids === undefined) steps.splice(0, steps.length, emptyStep(true));
    moveMembers(stepAtEnd(steps), operation, ids ?? []);
  }
  return steps.map((step) =>
    'where' in step
      ? step
      : { clear: step.clear, add: [...step.add], remove: step.clear ? [] : [...step.remove] },
  );
}

const emptyStep = (clear: boolean): Step => ({ clear, add: new Set(), remove: new Set() });

function stepAtEnd(steps: (Step | { where: Filter })[]): Step {
  const last = steps.at(-1);
  if (last && !('where' in last)) return last;
  const step = emptyStep(false);
  steps.push(step);
  return step;
}

function moveMembers({ add, remove }: Step, { op }: PatchOperation, ids: readonly string[]): void {
  for (const id of ids) {
    (op === 'remove' ? add : remove).delete(id);
    (op === 'remove' ? remove : add).add(id);
  }
}

/** The filter of a removal, where it selects members by more than their ids (RFC 7644 §3.5.2.2). */
function filterOf({ op, path }: PatchOperation): Filter | undefined {
  if (!path?.where || path.subAttribute !== undefined || idsInFilter(path.where)) return undefined;
  if (op === 'remove') return path.where;
  if (op === 'replace') return undefined;
  throw invalidFilter('A member is added by its id: members with a value, or members[value eq "…"].');
}

/** The ids an operation names; undefined when it means every member. */
function idsOf({ op, path, value }: PatchOperation): readonly string[] | undefined {
  if (path?.subAttribute !== undefined) {
    throw mutability(`members.${path.subAttribute} cannot be changed; remove the member and add another.`);
  }
  if (path?.where) {
    if (op === 'replace')
      throw mutability('A member cannot be replaced by a filter; remove it and add another.');
    return idsInFilter(path.where);
  }
  if (value === undefined || value === null) return op === 'remove' ? undefined : [];
  if (value === '' && op === 'replace') return [];
  return (Array.isArray(value) ? value : [value]).filter((member) => member !== null).map(idOf);
}

/** The ids of members[value eq "…"], and of several of them joined by or; undefined for a filter that says more. */
function idsInFilter(filter: Filter): readonly string[] | undefined {
  if (filter.kind === 'logical' && filter.operator === 'or') {
    const [left, right] = [idsInFilter(filter.left), idsInFilter(filter.right)];
    return left && right ? [...left, ...right] : undefined;
  }
  if (filter.kind !== 'compare' || filter.operator !== 'eq' || filter.value === null) return undefined;
  return filter.path.attribute.toLowerCase() === 'value' ? [idOf(String(filter.value))] : undefined;
}

function idOf(member: unknown): string {
  const key = isObject(member)
    ? Object.keys(member).find((name) => name.toLowerCase() === 'value')
    : undefined;
  const id = isObject(member) ? member[key ?? 'value'] : member;
  if (id === undefined || id === null || id === '')
    throw invalidValue('Every member needs a value: the id of a user or group.');
  checkText(id, 'members.value', limits.indexedStringLength);
  return id;
}
