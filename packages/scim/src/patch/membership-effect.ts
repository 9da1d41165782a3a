import { invalidFilter, invalidValue, mutability, tooLarge } from '../errors.ts';
import type { Filter } from '../filter/ast.ts';
import { limits } from '../limits.ts';
import { checkText } from '../resource/check-scalar.ts';
import { isObject } from '../resource/resource.ts';
import type { PatchOperation } from './patch-operation.ts';
import { splitMembership } from './split-membership.ts';

/**
 * What a PATCH does to a group's members as a set: first everyone goes if `clear`, then those in `remove`, then those in
 * `add` come. No id is in both lists.
 */
export type MembershipEffect = Readonly<{ clear: boolean; add: string[]; remove: string[] }>;

/**
 * The effect of the operations on `members`, folded in their order (RFC 7644 §3.5.2). Operations on anything else are
 * not looked at. Throws `mutability`, `invalidFilter`, `invalidValue`, or `tooLarge` past `limits.membersPerRequest`.
 */
export function membershipEffect(operations: readonly PatchOperation[]): MembershipEffect {
  let clear = false;
  let named = 0;
  const add = new Set<string>();
  const remove = new Set<string>();
  for (const operation of splitMembership(operations).members) {
    const ids = idsOf(operation);
    named += ids?.length ?? 0;
    if (named > limits.membersPerRequest) {
      throw tooLarge(
        `One request can add and remove at most ${limits.membersPerRequest} members; send several.`,
      );
    }
    if (operation.op === 'replace' || ids === undefined) {
      clear = true;
      add.clear();
      remove.clear();
    }
    for (const id of ids ?? []) {
      (operation.op === 'remove' ? add : remove).delete(id);
      (operation.op === 'remove' ? remove : add).add(id);
    }
  }
  return { clear, add: [...add], remove: clear ? [] : [...remove] };
}

/** The ids an operation names; undefined when it means every member. */
function idsOf({ op, path, value }: PatchOperation): string[] | undefined {
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

// members[value eq "…"], and several of them joined by or.
function idsInFilter(filter: Filter): string[] {
  if (filter.kind === 'logical' && filter.operator === 'or') {
    return [...idsInFilter(filter.left), ...idsInFilter(filter.right)];
  }
  if (
    filter.kind !== 'compare' ||
    filter.operator !== 'eq' ||
    filter.path.attribute.toLowerCase() !== 'value'
  ) {
    throw invalidFilter(
      'Members are selected by their value alone: members[value eq "…"], several joined by "or".',
    );
  }
  return [idOf(String(filter.value))];
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
