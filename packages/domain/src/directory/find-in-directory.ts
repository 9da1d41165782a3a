import { findGroupsByName, findResourcesByName, findUsersByName } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';

/** What a person jumps to by typing the start of a name. */
export type Found = Readonly<{
  users: { id: string; displayName: string | null; userName: string }[];
  groups: { id: string; displayName: string }[];
  /** Resources of the organisation's own types, which the endpoint names. */
  resources: { id: string; displayName: string; endpoint: string }[];
}>;

const foundAtMost = 8;

/** The first users, groups and other resources of which a word of the name, the user name or the e-mail address starts with what was typed. */
export function findInDirectory(scope: Scope, typed: string): Promise<Found> {
  if (typed === '') return Promise.resolve({ users: [], groups: [], resources: [] });
  return inTenant(scope, async (tx) => ({
    users: await findUsersByName(tx, typed, foundAtMost),
    groups: await findGroupsByName(tx, typed, foundAtMost),
    resources: await findResourcesByName(tx, typed, foundAtMost),
  }));
}
