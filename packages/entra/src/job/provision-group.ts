import { mapGroup } from '../mapping/map-source.ts';
import { readTarget } from '../mapping/target-path.ts';
import { groupBody } from '../protocol/create-bodies.ts';
import { attributesPatch } from '../protocol/patch-bodies.ts';
import { scimRequests } from '../protocol/requests.ts';
import { dialectOf, sendPatch, variantOf } from './cycle.ts';
import { expectNoMembers, readMatch, readResource } from './read-answer.ts';
import { SyncFailure, requireSuccess } from './sync-failure.ts';
import type { SourceGroup } from '../directory/source.ts';
import type { Cycle } from './cycle.ts';
import type { GroupLink } from './job-state.ts';
import type { TargetResource } from './read-answer.ts';

/** The target group exists with its attributes, or is gone when the directory's is; answers whether it was linked now. */
export async function provisionGroup(cycle: Cycle, object: string): Promise<boolean> {
  const { directory, state, settings } = cycle;
  const group = directory.groups.get(object);
  const link = state.groups.get(object);
  if (group === undefined || !(settings.scope === 'all' || directory.isAssigned(object))) {
    if (link !== undefined && settings.actions.delete) await deleteGroup(cycle, object, link);
    return false;
  }
  if (link !== undefined) {
    const target = await readLinked(cycle, object, link);
    if (target !== undefined) await updateGroup(cycle, group, target);
    if (target !== undefined) return false;
  }
  await linkGroup(cycle, group);
  return true;
}

async function linkGroup(cycle: Cycle, group: SourceGroup): Promise<void> {
  const match = await matchGroup(cycle, group);
  if (match !== undefined) {
    cycle.state.groups.set(group.objectId, { id: match.id, wasCreated: false, members: new Map() });
    return updateGroup(cycle, group, match);
  }
  if (!cycle.settings.actions.create) return;
  const request = scimRequests.createGroup(groupBody(mapGroup(group), variantOf(cycle, group.objectId)));
  const { id } = readResource(request, await cycle.send(request));
  cycle.state.groups.set(group.objectId, { id, wasCreated: true, members: new Map() });
}

async function matchGroup(cycle: Cycle, { displayName }: SourceGroup): Promise<TargetResource | undefined> {
  const request = scimRequests.matchGroup('displayName', displayName, variantOf(cycle, displayName));
  const match = readMatch(request, await cycle.send(request));
  if (match !== undefined) expectNoMembers(match, request);
  return match;
}

async function readLinked(
  cycle: Cycle,
  object: string,
  link: GroupLink,
): Promise<TargetResource | undefined> {
  const request = scimRequests.readGroup(link.id);
  const answer = await cycle.send(request);
  if (answer.status === 404) {
    cycle.state.groups.delete(object);
    if (cycle.settings.onMissingTarget === 'rematch') return undefined;
    throw new SyncFailure('InvalidAnchor', `the linked group ${link.id} no longer exists in the target`, {
      status: 404,
      operation: request.operation,
    });
  }
  const target = readResource(request, answer);
  expectNoMembers(target, request);
  return target;
}

async function updateGroup(cycle: Cycle, group: SourceGroup, target: TargetResource): Promise<void> {
  if (!cycle.settings.actions.update) return;
  const changes = mapGroup(group)
    .filter((mapped) => readTarget(target, mapped.target) !== mapped.value)
    .map((mapped) => ({ ...mapped, hadValue: readTarget(target, mapped.target) !== undefined }));
  if (changes.length === 0) return;
  const subject = `${group.objectId} ${group.displayName}`;
  const body = attributesPatch(dialectOf(cycle, subject), changes, variantOf(cycle, subject));
  await sendPatch(cycle, scimRequests.updateGroup(target.id, body), subject);
}

async function deleteGroup(cycle: Cycle, object: string, link: GroupLink): Promise<void> {
  const request = scimRequests.deleteGroup(link.id);
  const answer = await cycle.send(request);
  if (answer.status !== 404) requireSuccess(request, answer);
  cycle.state.groups.delete(object);
}
