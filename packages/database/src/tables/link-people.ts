import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import { runStatement } from './local-resources.ts';
import { changeUsersOnly } from './memberships.ts';
import type { Author } from './resource-table.ts';
import { insertAssignments } from './role-assignments.ts';
import { users } from './users.ts';

/**
 * `other` is gone and `user` has what they had: groups, roles, sign-in identities and the time of the last sign-in. Each
 * move and the end of `other`, with all that was known of them, has its line in the ledger.
 */
export async function linkPeople(
  tx: TenantTransaction,
  author: Author,
  { user, other }: { user: string; other: string },
): Promise<void> {
  for (const groupId of await groupsOf(tx, other)) {
    const joining = changeUsersOnly(author, groupId, [{ clear: false, add: [user], remove: [] }]) ?? [];
    for (const statement of joining) await runStatement(tx, statement);
  }
  for (const role of await rolesOf(tx, other)) {
    await insertAssignments(tx, author, role, { users: [user], groups: [] });
  }
  await sql`update user_identities i set user_id = ${user} where i.user_id = ${other} and not exists (
    select from user_identities k where k.user_id = ${user} and k.issuer = i.issuer)`.execute(tx);
  await sql`update users u set last_sign_in_at = greatest(u.last_sign_in_at, o.last_sign_in_at)
    from users o where u.id = ${user} and o.id = ${other}`.execute(tx);
  await runStatement(tx, users.remove(author, other));
}

async function groupsOf(tx: TenantTransaction, userId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('memberships')
    .select('group_id as id')
    .where('user_id', '=', userId)
    .where('requested', '=', true)
    .execute();
  return rows.map(({ id }) => id);
}

function rolesOf(tx: TenantTransaction, userId: string): Promise<{ id: string; name: string }[]> {
  return tx
    .selectFrom('role_assignments as a')
    .innerJoin('roles as r', 'r.id', 'a.role_id')
    .select(['r.id', 'r.name'])
    .where('a.user_id', '=', userId)
    .execute();
}
