import { nameOf } from '../job/run-cycle.ts';
import { runConcurrently } from '../job/run-concurrently.ts';
import { mapGroup } from '../mapping/map-source.ts';
import { isObject, readTarget } from '../mapping/target-path.ts';
import { scimRequests } from '../protocol/requests.ts';
import { compareListing } from './compare-listing.ts';
import type { Cycle } from '../job/cycle.ts';
import type { GroupLink } from '../job/job-state.ts';
import type { JsonObject } from '../mapping/target-path.ts';
import type { Comparison } from './comparison.ts';

/** Every linked group has its attributes and exactly its members; what is not so is in the comparison. */
export async function compareGroups(cycle: Cycle, comparison: Comparison): Promise<void> {
  comparison.others.groups = await compareListing(cycle, comparison, {
    kind: 'groups',
    links: cycle.state.groups,
    each: () => {},
    compare: (object, resource) => {
      comparison.groups++;
      compareAttributes(cycle, comparison, object, resource);
    },
  });
  const userOf = new Map(Array.from(cycle.state.users, ([object, { id }]) => [id, object]));
  await runConcurrently(cycle.state.groups, cycle.settings.concurrency, async ([object, link]) => {
    const answer = await cycle.send(scimRequests.readMembers(link.id));
    if (answer.status !== 200 || !isObject(answer.body)) return;
    compareMembers(cycle, comparison, { object, link, resource: answer.body, userOf });
  });
}

function compareAttributes(cycle: Cycle, comparison: Comparison, object: string, resource: JsonObject): void {
  const { directory, settings } = cycle;
  const group = directory.groups.get(object);
  const differ = (attribute: string, expected: unknown, found: unknown): void => {
    comparison.differences.push({ object: nameOf(cycle, object), attribute, expected, found });
  };
  const isWanted = group !== undefined && (settings.scope === 'all' || directory.isAssigned(object));
  if (!isWanted) {
    if (settings.actions.delete) differ('id', 'deleted', resource['id']);
    return;
  }
  for (const { target, value } of mapGroup(group)) {
    const found = readTarget(resource, target);
    if (found !== value) differ(target, value, found);
  }
  const { members } = resource;
  if (Array.isArray(members) && members.length > 0) {
    differ('members', 'left out by excludedAttributes', `${members.length} members`);
  }
}

type MemberCheck = {
  object: string;
  link: GroupLink;
  resource: JsonObject;
  userOf: ReadonlyMap<string, string>;
};

function compareMembers(
  cycle: Cycle,
  comparison: Comparison,
  { object, link, resource, userOf }: MemberCheck,
): void {
  const differ = (id: string, member: string, expected: string, found: string): void => {
    const attribute = `members[value eq "${id}"]`;
    const expectation = `${nameOf(cycle, member)} ${expected}`;
    comparison.differences.push({ object: nameOf(cycle, object), attribute, expected: expectation, found });
  };
  const counts = countValues(resource['members']);
  for (const [member, isPresent] of link.members) {
    const id = cycle.state.users.get(member)?.id;
    if (id === undefined || !isPresent) continue;
    comparison.memberships++;
    const count = counts.get(id) ?? 0;
    if (count !== 1) differ(id, member, 'present once', count === 0 ? 'absent' : `present ${count} times`);
  }
  for (const id of counts.keys()) {
    const member = userOf.get(id);
    if (member !== undefined && link.members.get(member) === true) continue;
    // Members a matched group had before, or others added to it, are none of the job's business.
    const isOurs = member !== undefined && (link.wasCreated || link.members.has(member));
    if (isOurs) differ(id, member, 'absent', 'present');
    else comparison.others.members++;
  }
}

function countValues(members: unknown): Map<string, number> {
  const counts = new Map<string, number>();
  for (const member of Array.isArray(members) ? members : []) {
    const value = isObject(member) ? String(member['value']) : String(member);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}
