import {
  deleteAssignments,
  insertAssignments,
  isUuid,
  presentAssignees,
  type Assignees,
  type TenantTransaction,
} from '@rollcall/database';
import { invalidInput, notFound } from '../errors.ts';
import { authorOf, type Scope } from '../scope.ts';
import { changeAccess, type Asked, type Outcome } from './change-access.ts';
import { requireRole } from './save-role.ts';

export type AssignInput = Readonly<{ roleId: string }> & Partial<Assignees>;

/** Published in docs/limits.md. */
export const maxAssignees = 10_000;

/**
 * The users and groups have the role, as many as are here; `changed` counts those to whom it is new. Whether somebody has
 * ever signed in plays no part. Throws `notFound`, also where none of them is here.
 */
export function assignRole(
  scope: Scope,
  input: AssignInput,
  asked: Asked,
): Promise<Outcome<{ changed: number }>> {
  return move(scope, input, asked, insertAssignments);
}

/** The users and groups do not have the role by name any more. Throws `notFound`, also where none of them is here. */
export function unassignRole(
  scope: Scope,
  input: AssignInput,
  asked: Asked,
): Promise<Outcome<{ changed: number }>> {
  return move(scope, input, asked, deleteAssignments);
}

function move(
  scope: Scope,
  { roleId, users = [], groups = [] }: AssignInput,
  asked: Asked,
  store: typeof insertAssignments,
): Promise<Outcome<{ changed: number }>> {
  return changeAccess(scope, asked, async (tx) => {
    const role = await requireRole(tx, roleId);
    const assignees = await requireAssignees(tx, { users, groups });
    return {
      people: assignees,
      roles: [roleId],
      make: async () => ({ changed: await store(tx, authorOf(scope), role, assignees) }),
    };
  });
}

async function requireAssignees(tx: TenantTransaction, { users, groups }: Assignees): Promise<Assignees> {
  if (users.length + groups.length > maxAssignees)
    throw invalidInput({ users: `Choose at most ${maxAssignees} users and groups at once.` });
  const found = await presentAssignees(tx, { users: users.filter(isUuid), groups: groups.filter(isUuid) });
  if (found.users.length + found.groups.length > 0) return found;
  throw notFound('None of these users and groups is in this organisation.');
}
