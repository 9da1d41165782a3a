import { findGroupsByName, findUsersByName } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';

/** What a person jumps to by typing the start of a name. */
export type Found = Readonly<{
  users: { id: string; displayName: string | null; userName: string }[];
  groups: { id: string; displayName: string }[];
}>;

const foundAtMost = 8;

/** The first users and groups of which a word of the name, the user name or the e-mail address starts with what was typed. */
export function findInDirectory(scope: Scope, typed: string): Promise<Found> {
  if (typed === '') return Promise.resolve({ users: [], groups: [] });
  return inTenant(scope, async (tx) => ({
    users: await findUsersByName(tx, typed, foundAtMost),
    groups: await findGroupsByName(tx, typed, foundAtMost),
  }));
}
