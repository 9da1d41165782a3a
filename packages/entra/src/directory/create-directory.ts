import { addUser, applyEvent } from './apply-event.ts';
import { evolve } from './evolve.ts';
import { makeGroups } from './make-groups.ts';
import type { DirectoryEvent, DirectoryState, Touch } from './apply-event.ts';
import type { Day } from './evolve.ts';
import type { WrittenName } from './person-names.ts';
import type { SourceGroup, SourceUser, UserAttributes } from './source.ts';

/** How a directory comes to be; the same options always give the same directory. */
export type DirectoryOptions = {
  seed: string | number;
  users: number;
  groups: number;
  /** Domain of every userPrincipalName and mail address; `entra.example` when absent. */
  domain?: string;
  /** Share of accounts disabled from the start, 0 to 1; they are never provisioned. */
  disabledShare?: number;
  /** Whether users are assigned one by one or only through assigned groups. */
  assignment?: 'everyone' | 'groups';
};

/** A directory as it is written to a file: how it began and everything that happened since. */
export type SavedDirectory = { options: DirectoryOptions; events: DirectoryEvent[] };

/** A synthetic Entra directory: read it, let something happen in it, ask what changed since a position. */
export type Directory = {
  readonly domain: string;
  readonly users: ReadonlyMap<string, SourceUser>;
  readonly groups: ReadonlyMap<string, SourceGroup>;
  /** Number of events so far; an incremental cycle continues from the position it last saw. */
  position(): number;
  touchedSince(position: number): Touch[];
  isAssigned(objectId: string): boolean;
  hire(attributes?: UserAttributes): SourceUser;
  /** `null` clears an attribute. */
  edit(user: string, attributes: UserAttributes): void;
  /** A new family name: surname, display name, userPrincipalName, nickname and mail follow it. */
  rename(user: string, family: WrittenName): void;
  changeManager(user: string, manager: string | null): void;
  disable(user: string): void;
  enable(user: string): void;
  softDelete(user: string): void;
  restore(user: string): void;
  purge(user: string): void;
  assign(object: string): void;
  unassign(object: string): void;
  createGroup(displayName: string): SourceGroup;
  renameGroup(group: string, displayName: string): void;
  deleteGroup(group: string): void;
  addMember(group: string, user: string): void;
  removeMember(group: string, user: string): void;
  /** A plausible day happens, decided by the seed and the position alone. */
  evolve(day: Day): void;
  save(): SavedDirectory;
};

/** A synthetic directory of the given size, or the continuation of a saved one when its events are given. */
export function createDirectory(options: DirectoryOptions, past: readonly DirectoryEvent[] = []): Directory {
  const state = foundDirectory(options);
  const events: DirectoryEvent[] = [];
  const touches: Touch[][] = [];
  const happen = (event: DirectoryEvent): Touch[] => {
    const touched = applyEvent(state, event);
    events.push(event);
    touches.push(touched);
    return touched;
  };
  for (const event of past) happen(event);
  const isAssigned = (id: string): boolean => isInAssignment(state, id);
  const directory: Directory = {
    domain: state.domain,
    users: state.users,
    groups: state.groups,
    position: () => events.length,
    touchedSince: (position) => touches.slice(position).flat(),
    isAssigned,
    ...userActions(state, happen),
    ...groupActions(state, happen),
    assign: (object) => void happen({ kind: 'assign', object }),
    unassign: (object) => void happen({ kind: 'unassign', object }),
    evolve: (day) => evolve(directory, options.seed, day),
    save: () => ({ options, events: [...events] }),
  };
  return directory;
}

function foundDirectory(options: DirectoryOptions): DirectoryState {
  const state: DirectoryState = {
    seed: options.seed,
    domain: options.domain ?? 'entra.example',
    disabledShare: options.disabledShare ?? 0,
    users: new Map(),
    groups: new Map(),
    assigned: new Set(),
    addressNames: new Map(),
    usersEver: 0,
    groupsEver: 0,
  };
  for (let i = 0; i < options.users; i++) addUser(state);
  if (options.assignment === 'groups') state.assigned.clear();
  for (const group of makeGroups(options.seed, options.groups, [...state.users.values()])) {
    state.groups.set(group.objectId, { ...group, members: new Set(group.members) });
    state.assigned.add(group.objectId);
  }
  state.groupsEver = state.groups.size;
  return state;
}

function isInAssignment(state: DirectoryState, id: string): boolean {
  if (state.assigned.has(id)) return true;
  for (const group of state.groups.values()) {
    if (group.members.has(id) && state.assigned.has(group.objectId)) return true;
  }
  return false;
}

type UserAction =
  'hire' | 'edit' | 'rename' | 'changeManager' | 'disable' | 'enable' | 'softDelete' | 'restore' | 'purge';

function userActions(
  state: DirectoryState,
  happen: (event: DirectoryEvent) => Touch[],
): Pick<Directory, UserAction> {
  const edit = (user: string, attributes: UserAttributes): void =>
    void happen({ kind: 'edit', user, attributes });
  return {
    hire: (attributes = {}) => {
      const [touched] = happen({ kind: 'hire', attributes });
      return known(state.users, touched !== undefined && 'user' in touched ? touched.user : '');
    },
    edit,
    rename: (user, family) => void happen({ kind: 'rename', user, family }),
    changeManager: (user, manager) => edit(user, { manager }),
    disable: (user) => edit(user, { accountEnabled: false }),
    enable: (user) => edit(user, { accountEnabled: true }),
    softDelete: (user) => void happen({ kind: 'softDelete', user }),
    restore: (user) => void happen({ kind: 'restore', user }),
    purge: (user) => void happen({ kind: 'purge', user }),
  };
}

type GroupAction = 'createGroup' | 'renameGroup' | 'deleteGroup' | 'addMember' | 'removeMember';

function groupActions(
  state: DirectoryState,
  happen: (event: DirectoryEvent) => Touch[],
): Pick<Directory, GroupAction> {
  return {
    createGroup: (displayName) => {
      const [touched] = happen({ kind: 'createGroup', displayName });
      return known(state.groups, touched !== undefined && 'group' in touched ? touched.group : '');
    },
    renameGroup: (group, displayName) => void happen({ kind: 'renameGroup', group, displayName }),
    deleteGroup: (group) => void happen({ kind: 'deleteGroup', group }),
    addMember: (group, user) => void happen({ kind: 'addMember', group, user }),
    removeMember: (group, user) => void happen({ kind: 'removeMember', group, user }),
  };
}

function known<T>(objects: ReadonlyMap<string, T>, id: string): T {
  const found = objects.get(id);
  if (found === undefined) throw new Error(`the directory has no object ${id}`);
  return found;
}
