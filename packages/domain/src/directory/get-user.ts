import {
  findDirectoryUser,
  isUuid,
  listAttributeSources,
  listGroupWays,
  type TenantTransaction,
} from '@rollcall/database';
import { notFound } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { userView, type User } from './user.ts';

const groupsShown = 100;

/** The user of that id with everything known of them. Throws `notFound`. */
export async function getUser(scope: Scope, id: string): Promise<User> {
  const user = isUuid(id) ? await inTenant(scope, (tx) => readUser(tx, id)) : undefined;
  if (!user) throw notFound('This organisation has no user with that id.');
  return user;
}

async function readUser(tx: TenantTransaction, id: string): Promise<User | undefined> {
  const row = await findDirectoryUser(tx, id);
  if (!row) return undefined;
  const { rows, total } = await listGroupWays(tx, id, groupsShown);
  const sources = await listAttributeSources(tx, id);
  return userView(row, { sources, groups: rows, groupsTotal: total });
}
