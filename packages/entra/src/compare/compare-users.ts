import { isInScope } from '../job/cycle.ts';
import { digestOf, wantedValues } from '../job/provision-user.ts';
import { managerTarget } from '../mapping/attribute-mappings.ts';
import { countElements, isObject, readTarget } from '../mapping/target-path.ts';
import { compareListing } from './compare-listing.ts';
import type { SourceUser } from '../directory/source.ts';
import type { Cycle } from '../job/cycle.ts';
import type { JsonObject } from '../mapping/target-path.ts';
import type { Comparison } from './comparison.ts';

/** Every linked user is as the directory wants it, no two users share a userName; what is not so is in the comparison. */
export async function compareUsers(cycle: Cycle, comparison: Comparison): Promise<void> {
  const twins = new Map<string, number>();
  comparison.others.users = await compareListing(cycle, comparison, {
    kind: 'users',
    links: cycle.state.users,
    each: (resource) => {
      const name = String(resource['userName']).toLowerCase();
      twins.set(name, (twins.get(name) ?? 0) + 1);
    },
    compare: (object, resource) => {
      comparison.users++;
      compareUser(cycle, comparison, object, resource);
    },
  });
  for (const [name, count] of twins) {
    if (count === 1) continue;
    comparison.differences.push({
      object: name,
      attribute: 'userName',
      expected: 'one user',
      found: `${count} users`,
    });
  }
}

function compareUser(cycle: Cycle, comparison: Comparison, object: string, resource: JsonObject): void {
  const user = cycle.directory.users.get(object);
  const differ = (attribute: string, expected: unknown, found: unknown): void => {
    comparison.differences.push({ object: user?.userPrincipalName ?? object, attribute, expected, found });
  };
  if (user === undefined) return comparePurged(cycle, object, resource, differ);
  const isActive = isInScope(cycle, user);
  const values = wantedValues(cycle, user);
  // Edits of a user who is out of scope are not sent, so only an unchanged one can be compared in full.
  const isComparable = isActive || cycle.state.seen.get(object)?.digest === digestOf(values);
  for (const { target, value, onlyAtCreation } of values) {
    if (onlyAtCreation || (target !== 'active' && !isComparable)) continue;
    if (target === 'active' && !isActive && !releases(cycle, user)) continue;
    const found = readTarget(resource, target);
    if (found !== value) differ(target, value, found);
    const elements = countElements(resource, target);
    if (elements > 1) differ(target, 'one element', `${elements} elements`);
  }
  compareManager(cycle, object, resource, differ);
}

type Differ = (attribute: string, expected: unknown, found: unknown) => void;

function comparePurged(
  { state, settings }: Cycle,
  object: string,
  resource: JsonObject,
  differ: Differ,
): void {
  const isManaged = state.users.get(object)?.isManaged ?? false;
  if (isManaged && settings.actions.delete) differ('id', 'deleted', resource['id']);
  if (!isManaged && resource['active'] !== false) differ('active', false, resource['active']);
}

// Whether leaving the scope is written to the target at all.
function releases({ settings }: Cycle, user: SourceUser): boolean {
  if (!settings.actions.update || !settings.softDeleteSupported) return false;
  return !settings.skipOutOfScopeDeletions || user.softDeleted || !user.accountEnabled;
}

function compareManager({ state }: Cycle, object: string, resource: JsonObject, differ: Differ): void {
  const manager = state.users.get(object)?.manager;
  if (manager === undefined) return;
  const found = readTarget(resource, managerTarget);
  const value = isObject(found) ? found['value'] : found;
  if (manager === null) {
    if (value !== undefined && value !== '') differ(managerTarget, undefined, found);
    return;
  }
  const expected = state.users.get(manager)?.id;
  if (expected === undefined || (isObject(found) && value === expected)) return;
  differ(managerTarget, { value: expected }, found);
}
