import { groupObjectId } from './make-groups.ts';
import { makeUser } from './make-user.ts';
import { addressNameOf } from './person-names.ts';
import type { WrittenName } from './person-names.ts';
import type { SourceGroup, SourceUser, UserAttributes } from './source.ts';

/** Something an administrator or a person did in Entra ID. */
export type DirectoryEvent =
  | { kind: 'hire'; attributes: UserAttributes }
  | { kind: 'edit'; user: string; attributes: UserAttributes }
  | { kind: 'rename'; user: string; family: WrittenName }
  | { kind: 'softDelete' | 'restore' | 'purge'; user: string }
  | { kind: 'assign' | 'unassign'; object: string }
  | { kind: 'createGroup'; displayName: string }
  | { kind: 'renameGroup'; group: string; displayName: string }
  | { kind: 'deleteGroup'; group: string }
  | { kind: 'addMember' | 'removeMember'; group: string; user: string };

/** What an event touched; the change feed an incremental cycle reads. */
export type Touch =
  | { user: string; attributes: readonly string[] | 'all' }
  | { group: string; members: readonly string[] | 'all' };

/** The directory's content. */
export type DirectoryState = {
  seed: string | number;
  domain: string;
  disabledShare: number;
  users: Map<string, SourceUser>;
  groups: Map<string, SourceGroup & { members: Set<string> }>;
  /** objectIds of users and groups assigned to the application. */
  assigned: Set<string>;
  addressNames: Map<string, number>;
  usersEver: number;
  groupsEver: number;
};

/** The state is changed as the event says; answers what it touched. Throws when the event's object is unknown. */
export function applyEvent(state: DirectoryState, event: DirectoryEvent): Touch[] {
  switch (event.kind) {
    case 'hire':
      return hire(state, event.attributes);
    case 'edit':
      return edit(state, event.user, event.attributes, Object.keys(event.attributes));
    case 'rename':
      return rename(state, userOf(state, event.user), event.family);
    case 'softDelete':
    case 'restore':
      return setSoftDeleted(state, event.user, event.kind === 'softDelete');
    case 'purge':
      return purge(state, event.user);
    case 'assign':
    case 'unassign':
      return setAssigned(state, event.object, event.kind === 'assign');
    case 'createGroup':
      return createGroup(state, event.displayName);
    case 'renameGroup':
      state.groups.set(event.group, { ...groupOf(state, event.group), displayName: event.displayName });
      return [{ group: event.group, members: [] }];
    case 'deleteGroup':
      return deleteGroup(state, event.group);
    case 'addMember':
    case 'removeMember':
      return setMember(state, event.group, event.user, event.kind === 'addMember');
  }
}

/** The next person joins the directory. */
export function addUser(state: DirectoryState): SourceUser {
  const { seed, domain, disabledShare } = state;
  const user = makeUser({
    seed,
    index: state.usersEver++,
    domain,
    disabledShare,
    claimAddress: (name) => claimAddress(state, name),
  });
  state.users.set(user.objectId, user);
  state.assigned.add(user.objectId);
  return user;
}

function hire(state: DirectoryState, attributes: UserAttributes): Touch[] {
  const made = addUser(state);
  // A manager drawn by number may have left; a new hire without another one has none.
  const manager = made.manager !== null && state.users.has(made.manager) ? made.manager : null;
  state.users.set(made.objectId, { ...made, manager, accountEnabled: true, ...attributes });
  return [{ user: made.objectId, attributes: 'all' }];
}

function edit(state: DirectoryState, id: string, attributes: UserAttributes, touched: string[]): Touch[] {
  state.users.set(id, { ...userOf(state, id), ...attributes });
  return [{ user: id, attributes: touched }];
}

// A name for an address that nobody in the directory has had.
function claimAddress(state: DirectoryState, name: string): string {
  const before = state.addressNames.get(name) ?? 0;
  state.addressNames.set(name, before + 1);
  return before === 0 ? name : `${name}${before + 1}`;
}

function rename(state: DirectoryState, user: SourceUser, family: WrittenName): Touch[] {
  const [given = ''] = user.mailNickname.split('.');
  const mailNickname = claimAddress(state, addressNameOf({ native: '', ascii: given }, family));
  const userPrincipalName = `${mailNickname}@${state.domain}`;
  const mail = user.mail === null ? {} : { mail: userPrincipalName };
  const displayName = `${user.givenName ?? given} ${family.native}`;
  const attributes = { surname: family.native, displayName, mailNickname, userPrincipalName, ...mail };
  return edit(state, user.objectId, attributes, Object.keys(attributes));
}

function setSoftDeleted(state: DirectoryState, id: string, softDeleted: boolean): Touch[] {
  state.users.set(id, { ...userOf(state, id), softDeleted });
  return [{ user: id, attributes: ['softDeleted'] }];
}

function purge(state: DirectoryState, id: string): Touch[] {
  userOf(state, id);
  state.users.delete(id);
  state.assigned.delete(id);
  for (const group of state.groups.values()) group.members.delete(id);
  const reports = [...state.users.values()].filter((user) => user.manager === id);
  for (const report of reports) state.users.set(report.objectId, { ...report, manager: null });
  return [
    { user: id, attributes: 'all' },
    ...reports.map((report) => ({ user: report.objectId, attributes: ['manager'] })),
  ];
}

function setAssigned(state: DirectoryState, id: string, isAssigned: boolean): Touch[] {
  if (isAssigned) state.assigned.add(id);
  else state.assigned.delete(id);
  const group = state.groups.get(id);
  if (group === undefined) return [{ user: userOf(state, id).objectId, attributes: ['assignment'] }];
  return [{ group: id, members: 'all' }, ...scopeTouches(group.members)];
}

function createGroup(state: DirectoryState, displayName: string): Touch[] {
  const objectId = groupObjectId(state.seed, state.groupsEver++);
  state.groups.set(objectId, { objectId, displayName, members: new Set() });
  state.assigned.add(objectId);
  return [{ group: objectId, members: 'all' }];
}

function deleteGroup(state: DirectoryState, id: string): Touch[] {
  const { members } = groupOf(state, id);
  state.groups.delete(id);
  state.assigned.delete(id);
  return [{ group: id, members: [] }, ...scopeTouches(members)];
}

function setMember(state: DirectoryState, groupId: string, userId: string, isMember: boolean): Touch[] {
  const { members } = groupOf(state, groupId);
  if (isMember) members.add(userOf(state, userId).objectId);
  else members.delete(userId);
  return [{ group: groupId, members: [userId] }, ...scopeTouches([userId])];
}

// Membership of an assigned group puts a user in scope, so the user is looked at again.
function scopeTouches(users: Iterable<string>): Touch[] {
  return Array.from(users, (user) => ({ user, attributes: ['assignment'] }));
}

function userOf(state: DirectoryState, id: string): SourceUser {
  const user = state.users.get(id);
  if (user === undefined) throw new Error(`the directory has no user ${id}`);
  return user;
}

function groupOf(state: DirectoryState, id: string): SourceGroup & { members: Set<string> } {
  const group = state.groups.get(id);
  if (group === undefined) throw new Error(`the directory has no group ${id}`);
  return group;
}
