import { addMembersPatch, interleavedMembersPatch, removeMembersPatch } from '../protocol/patch-bodies.ts';
import { scimRequests } from '../protocol/requests.ts';
import { dialectOf, isInScope, isStruck, sendPatch, variantOf } from './cycle.ts';
import { putInEscrow } from './escrow.ts';
import { readList } from './read-answer.ts';
import type { SourceGroup } from '../directory/source.ts';
import type { PatchBody } from '../protocol/patch-bodies.ts';
import type { Cycle } from './cycle.ts';
import type { GroupLink } from './job-state.ts';

/** One PATCH of a group's members: source users who are to be present or absent afterwards. */
export type MemberChange = {
  group: string;
  link: GroupLink;
  outcome: 'present' | 'absent';
  members: readonly string[];
};

/** The PATCHes that bring these candidates' memberships up to date, drawn up one by one. */
export function* memberChanges(
  cycle: Cycle,
  object: string,
  candidates: Iterable<string> | 'all',
): Generator<MemberChange> {
  const group = cycle.directory.groups.get(object);
  const link = cycle.state.groups.get(object);
  if (group === undefined || link === undefined) return;
  const considered = candidates === 'all' ? new Set([...group.members, ...link.members.keys()]) : candidates;
  const { present, absent } = sortCandidates(cycle, group, link, considered);
  const size = cycle.settings.membersPerPatch;
  for (let i = 0; i < present.length; i += size) {
    yield { group: object, link, outcome: 'present', members: present.slice(i, i + size) };
  }
  for (let i = 0; i < absent.length; i += size) {
    yield { group: object, link, outcome: 'absent', members: absent.slice(i, i + size) };
  }
}

/** The target group has these members, or has them no more. */
export async function provisionMembers(
  cycle: Cycle,
  { link, outcome, members, ...rest }: MemberChange,
): Promise<void> {
  const ids = members.flatMap((member) => cycle.state.users.get(member)?.id ?? []);
  const subject = `${rest.group} ${outcome} ${members.join()}`;
  if (ids.length === 0 || (outcome === 'present' && (await areMembers(cycle, link, ids, subject)))) return;
  const body = membersBody(cycle, outcome, ids, subject);
  const request = outcome === 'present' ? scimRequests.addMembers : scimRequests.removeMembers;
  await sendPatch(cycle, request(link.id, body), subject);
  for (const member of members) link.members.set(member, outcome === 'present');
}

function sortCandidates(
  cycle: Cycle,
  group: SourceGroup,
  link: GroupLink,
  candidates: Iterable<string>,
): { present: string[]; absent: string[] } {
  const isRepeated = cycle.state.isRestarted && cycle.settings.membersAfterRestart !== 'tracked';
  const sorted = { present: [] as string[], absent: [] as string[] };
  for (const member of candidates) {
    const isKnown = link.members.get(member) === true;
    if (!group.members.has(member)) {
      if (isKnown) sorted.absent.push(member);
    } else if ((!isKnown || isRepeated) && mayBeAdded(cycle, group.objectId, member))
      sorted.present.push(member);
  }
  return sorted;
}

// A member out of scope is not sent; one in scope who failed to arrive is tried again later.
function mayBeAdded(cycle: Cycle, group: string, member: string): boolean {
  const user = cycle.directory.users.get(member);
  if (user === undefined || !isInScope(cycle, user)) return false;
  if (cycle.state.users.has(member)) return true;
  cycle.recorder.report.skippedReferences++;
  putInEscrow(cycle.state, 'members', group, cycle.settings.cycleIntervalMs);
  return false;
}

function membersBody(
  cycle: Cycle,
  outcome: MemberChange['outcome'],
  ids: string[],
  subject: string,
): PatchBody {
  const dialect = dialectOf(cycle, subject);
  const variant = variantOf(cycle, subject);
  if (isStruck(cycle, 'interleavedMembers', subject))
    return interleavedMembersPatch(dialect, outcome, ids, variant);
  return outcome === 'present'
    ? addMembersPatch(dialect, ids, variant)
    : removeMembersPatch(dialect, ids, variant);
}

async function areMembers(
  cycle: Cycle,
  link: GroupLink,
  ids: readonly string[],
  subject: string,
): Promise<boolean> {
  if (!cycle.state.isRestarted || cycle.settings.membersAfterRestart !== 'check') return false;
  for (const id of ids) {
    const request = scimRequests.checkMember(link.id, id, variantOf(cycle, subject));
    if (readList(request, await cycle.send(request)).totalResults === 0) return false;
  }
  return true;
}
