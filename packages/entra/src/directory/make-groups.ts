import { projects } from './departments.ts';
import { createRandom } from '../random.ts';
import type { Random } from '../random.ts';
import type { SourceGroup, SourceUser } from './source.ts';

/** The name of the group that holds every employee. */
export const everyoneGroup = 'All employees';

/** The name of the group of one city's office. */
export function officeGroup(city: string): string {
  return `Office ${city}`;
}

/** The first `count` groups: all employees, then departments, offices and projects in turn. */
export function makeGroups(
  seed: string | number,
  count: number,
  users: readonly SourceUser[],
): SourceGroup[] {
  const everyone = { displayName: everyoneGroup, memberIds: users.map((user) => user.objectId) };
  const kinds = [departmentGroups(users), officeGroups(users), projectGroups(seed, users)];
  const groups: SourceGroup[] = [];
  for (const { displayName, memberIds } of takeInTurn(everyone, kinds, count)) {
    groups.push({ objectId: groupObjectId(seed, groups.length), displayName, members: new Set(memberIds) });
  }
  return groups;
}

/** The objectId of the group with this number. */
export function groupObjectId(seed: string | number, index: number): string {
  return createRandom(seed, 'group id', index).guid();
}

type Draft = { displayName: string; memberIds: readonly string[] };

function* takeInTurn(first: Draft, kinds: readonly Iterator<Draft>[], count: number): Generator<Draft> {
  if (count > 0) yield first;
  let open = [...kinds];
  for (let taken = 1; taken < count;) {
    for (const kind of [...open]) {
      const draft = kind.next();
      if (draft.done === true) open = open.filter((one) => one !== kind);
      else if (taken++ < count) yield draft.value;
    }
  }
}

function* departmentGroups(users: readonly SourceUser[]): Generator<Draft> {
  const members = new Map<string, string[]>();
  for (const user of users) {
    for (const ancestor of ancestorsOf(user.department)) append(members, ancestor, user.objectId);
  }
  for (const [displayName, memberIds] of members) yield { displayName, memberIds };
}

function* officeGroups(users: readonly SourceUser[]): Generator<Draft> {
  const members = new Map<string, string[]>();
  for (const user of users) if (user.city !== null) append(members, officeGroup(user.city), user.objectId);
  for (const [displayName, memberIds] of members) yield { displayName, memberIds };
}

function* projectGroups(seed: string | number, users: readonly SourceUser[]): Generator<Draft> {
  const sizes = [1, 5, 0.2 * users.length, 2, 12, 0.01 * users.length, 40, 0.05 * users.length];
  for (let i = 0; ; i++) {
    const random = createRandom(seed, 'project', i);
    const size = Math.min(Math.ceil(sizes[i % sizes.length] ?? 1), users.length);
    const name = projects[i % projects.length] ?? '';
    const round = Math.floor(i / projects.length);
    yield {
      displayName: round === 0 ? name : `${name} ${round + 1}`,
      memberIds: sample(users, size, random),
    };
  }
}

/** A department's own path and every path above it. */
export function ancestorsOf(department: string | null): string[] {
  const parts = department === null ? [] : department.split(' / ');
  return parts.map((_, depth) => parts.slice(0, depth + 1).join(' / '));
}

function sample(users: readonly SourceUser[], size: number, random: Random): string[] {
  const chosen = new Set<string>();
  while (chosen.size < size) chosen.add(random.pick(users).objectId);
  return [...chosen];
}

function append(lists: Map<string, string[]>, key: string, item: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
