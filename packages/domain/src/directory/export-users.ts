import { eachMatchingUser } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { writeRows, type ExportFormat, type Write } from './write-rows.ts';
import { userFilter, type UserOrder, type UserSelection } from './user-query.ts';
import { userRow, type UserRow } from './user.ts';

/** What an export says of a user, in the order of its columns. */
const columns = [
  'id',
  'userName',
  'externalId',
  'displayName',
  'email',
  'department',
  'title',
  'origin',
  'active',
  'access',
  'createdAt',
  'updatedAt',
  'lastSignInAt',
  'archivedAt',
] as const satisfies (keyof UserRow)[];

/** Every user that the selection means has been written, a portion at a time; no more than that is ever in memory. */
export function exportUsers(
  scope: Scope,
  { sort = 'displayName', order, ...selection }: UserSelection & UserOrder,
  to: { format: ExportFormat; write: Write },
): Promise<void> {
  return inTenant(scope, async (tx) => {
    const asked = { ...(await userFilter(tx, scope, selection)), sort, descending: order === 'desc' };
    await writeRows(to, columns, (take) => eachMatchingUser(tx, asked, (rows) => take(rows.map(userRow))));
  });
}
