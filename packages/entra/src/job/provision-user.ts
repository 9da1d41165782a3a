import { hashText } from '../random.ts';
import { managerTarget } from '../mapping/attribute-mappings.ts';
import { mapUser } from '../mapping/map-source.ts';
import { isObject, readTarget } from '../mapping/target-path.ts';
import { userBody } from '../protocol/create-bodies.ts';
import { attributesPatch } from '../protocol/patch-bodies.ts';
import { scimRequests } from '../protocol/requests.ts';
import { dialectOf, isInScope, isStruck, sendPatch, variantOf } from './cycle.ts';
import { dropUserLink } from './job-state.ts';
import { readMatch, readResource } from './read-answer.ts';
import { SyncFailure, requireSuccess } from './sync-failure.ts';
import type { SourceUser } from '../directory/source.ts';
import type { MappedValue } from '../mapping/map-source.ts';
import type { AttributeChange } from '../protocol/patch-bodies.ts';
import type { Cycle } from './cycle.ts';
import type { UserLink } from './job-state.ts';
import type { TargetResource } from './read-answer.ts';

/** The target user is what the directory wants: created, updated, disabled, deleted or left alone. */
export async function provisionUser(cycle: Cycle, object: string): Promise<void> {
  const user = cycle.directory.users.get(object);
  const link = cycle.state.users.get(object);
  if (user === undefined) return link === undefined ? undefined : purgeUser(cycle, object, link);
  if (!isInScope(cycle, user)) return link === undefined ? undefined : releaseUser(cycle, user, link);
  const target = link === undefined ? await matchUser(cycle, user) : await readLinked(cycle, user, link);
  if (target === undefined) return createUser(cycle, user);
  await updateUser(cycle, user, target, link);
}

/** The values of a user that belong into the target now. */
export function wantedValues(cycle: Cycle, user: SourceUser): MappedValue[] {
  return mapUser(user, isInScope(cycle, user), cycle.settings.mappings);
}

/** A number that changes with any mapped value other than `active`. */
export function digestOf(values: readonly MappedValue[]): number {
  return hashText(JSON.stringify(values.filter(({ target }) => target !== 'active')));
}

async function matchUser(cycle: Cycle, user: SourceUser): Promise<TargetResource | undefined> {
  const values = wantedValues(cycle, user);
  for (const attribute of cycle.settings.matching) {
    const value = values.find(({ target }) => target === attribute)?.value;
    if (value === undefined) continue;
    const request = scimRequests.matchUser(attribute, String(value), variantOf(cycle, String(value)));
    const match = readMatch(request, await cycle.send(request));
    if (match !== undefined) return match;
  }
  return undefined;
}

async function readLinked(
  cycle: Cycle,
  user: SourceUser,
  link: UserLink,
): Promise<TargetResource | undefined> {
  const request = scimRequests.readUser(link.id);
  const answer = await cycle.send(request);
  if (answer.status !== 404) return readResource(request, answer);
  dropUserLink(cycle.state, user.objectId);
  if (cycle.settings.onMissingTarget === 'rematch') return matchUser(cycle, user);
  throw new SyncFailure('InvalidAnchor', `the linked user ${link.id} no longer exists in the target`, {
    status: 404,
    operation: request.operation,
  });
}

async function createUser(cycle: Cycle, user: SourceUser): Promise<void> {
  if (!cycle.settings.actions.create) return;
  const values = wantedValues(cycle, user);
  const request = scimRequests.createUser(userBody(values, variantOf(cycle, user.objectId)));
  let { id } = readResource(request, await cycle.send(request));
  if (isStruck(cycle, 'lostCreateAnswer', user.objectId)) id = await createAgain(cycle, user, request);
  cycle.targetManagers.set(user.objectId, undefined);
  remember(cycle, user, { id, isManaged: true });
}

// The answer was lost: the repeated create must be refused, and the user found by its matching attribute.
async function createAgain(
  cycle: Cycle,
  user: SourceUser,
  request: ReturnType<typeof scimRequests.createUser>,
): Promise<string> {
  const again = await cycle.send(request);
  if (again.status >= 200 && again.status < 300) {
    throw new SyncFailure(
      'DuplicateTargetEntries',
      'a repeated create made a second user instead of answering 409',
      {
        status: again.status,
        operation: request.operation,
      },
    );
  }
  if (again.status !== 409) requireSuccess(request, again);
  const match = await matchUser(cycle, user);
  if (match !== undefined) return match.id;
  throw new SyncFailure(
    'Conflict',
    'the create was refused as a duplicate, but the match query finds nobody',
    {
      status: 409,
      operation: request.operation,
    },
  );
}

async function updateUser(
  cycle: Cycle,
  user: SourceUser,
  target: TargetResource,
  link: UserLink | undefined,
): Promise<void> {
  cycle.targetManagers.set(user.objectId, managerIdOf(target));
  const kept = cycle.state.users.get(user.objectId) ?? { id: target.id };
  const changes = differencesOf(wantedValues(cycle, user), target);
  // The link is kept even when the update fails: the user was found.
  cycle.state.users.set(user.objectId, { ...kept, isManaged: link?.isManaged ?? true });
  if (changes.length > 0 && cycle.settings.actions.update) {
    const subject = `${user.objectId} ${changes.map((change) => change.target).join()}`;
    const body = attributesPatch(dialectOf(cycle, subject), changes, variantOf(cycle, subject));
    await sendPatch(cycle, scimRequests.updateUser(target.id, body), subject);
  }
  remember(cycle, user, { ...kept, isManaged: true });
}

function differencesOf(values: readonly MappedValue[], target: TargetResource): AttributeChange[] {
  const changes: AttributeChange[] = [];
  for (const { target: attribute, value, onlyAtCreation } of values) {
    if (onlyAtCreation) continue;
    const present = readTarget(target, attribute);
    if (present === value || isSameSwitch(present, value)) continue;
    changes.push({ target: attribute, value, hadValue: present !== undefined && present !== '' });
  }
  return changes;
}

// A server that echoes "True" for true is wrong, but Entra would not write it again for that.
function isSameSwitch(present: unknown, value: string | boolean): boolean {
  return typeof value === 'boolean' && String(present).toLowerCase() === String(value);
}

async function releaseUser(cycle: Cycle, user: SourceUser, link: UserLink): Promise<void> {
  const { settings, state, directory } = cycle;
  if (settings.skipOutOfScopeDeletions && !user.softDeleted && user.accountEnabled) return;
  if (!settings.softDeleteSupported) return deleteTarget(cycle, user.objectId, link);
  if (!settings.actions.update || !settings.mappings.some(({ target }) => target === 'active')) return;
  const read = scimRequests.readUser(link.id);
  const answer = await cycle.send(read);
  if (answer.status === 404) return dropUserLink(state, user.objectId);
  const target = readResource(read, answer);
  if (!isSameSwitch(target['active'], false)) {
    const subject = `${user.objectId} inactive`;
    const change = { target: 'active', value: false, hadValue: target['active'] !== undefined };
    const body = attributesPatch(dialectOf(cycle, subject), [change], variantOf(cycle, subject));
    await sendPatch(cycle, scimRequests.updateUser(link.id, body), subject);
  }
  const isUnassigned = settings.scope === 'assigned' && !directory.isAssigned(user.objectId);
  const digest = state.seen.get(user.objectId)?.digest ?? 0;
  state.users.set(user.objectId, { ...link, isManaged: link.isManaged && !isUnassigned });
  state.seen.set(user.objectId, { inScope: false, digest });
}

async function purgeUser(cycle: Cycle, object: string, link: UserLink): Promise<void> {
  if (link.isManaged && cycle.settings.actions.delete) await deleteTarget(cycle, object, link);
}

async function deleteTarget(cycle: Cycle, object: string, link: UserLink): Promise<void> {
  const request = scimRequests.deleteUser(link.id);
  const answer = await cycle.send(request);
  if (answer.status !== 404) requireSuccess(request, answer);
  dropUserLink(cycle.state, object);
}

function remember(cycle: Cycle, user: SourceUser, link: UserLink): void {
  cycle.state.users.set(user.objectId, link);
  cycle.state.seen.set(user.objectId, { inScope: true, digest: digestOf(wantedValues(cycle, user)) });
}

function managerIdOf(target: TargetResource): string | undefined {
  const manager = readTarget(target, managerTarget);
  const value = isObject(manager) ? manager['value'] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
