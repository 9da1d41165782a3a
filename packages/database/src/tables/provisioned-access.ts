import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import { authorValues, type Author } from './resource-table.ts';

/** What SCIM has brought to this tenant; `activeUsers` are those whose access is granted. */
export async function countProvisioned(
  tx: TenantTransaction,
): Promise<{ users: number; activeUsers: number; groups: number }> {
  const people = await tx
    .selectFrom('users')
    .select([
      sql<number>`count(*)::int`.as('users'),
      sql<number>`(count(*) filter (where access = 'granted'))::int`.as('activeUsers'),
    ])
    .where('origin', '=', 'scim')
    .executeTakeFirstOrThrow();
  const { groups } = await tx
    .selectFrom('groups')
    .select(sql<number>`count(*)::int`.as('groups'))
    .where('origin', '=', 'scim')
    .executeTakeFirstOrThrow();
  return { ...people, groups };
}

/** The access of everyone SCIM brought is suspended until it is restored, each noted in the ledger. */
export async function suspendProvisioned(tx: TenantTransaction, author: Author): Promise<void> {
  await tx.updateTable('provisioning').set({ people_suspended: true }).execute();
  await sql`with changed as (
      update users set access = 'suspended' where origin = 'scim' and access <> 'suspended'
      returning id, coalesce(display_name, user_name) as label, old.access as before, new.access as after)
    ${noted(author, 'suspend')}`.execute(tx);
}

/** Everyone SCIM brought and still requests as active has their access back, unless an admin keeps them out; each is noted. */
export async function restoreProvisioned(tx: TenantTransaction, author: Author): Promise<void> {
  await tx.updateTable('provisioning').set({ people_suspended: false }).execute();
  await sql`with changed as (
      update users set access = 'granted'
      where origin = 'scim' and access = 'suspended' and active and archived_at is null and suspended_at is null
      returning id, coalesce(display_name, user_name) as label, old.access as before, new.access as after)
    ${noted(author, 'restore')}`.execute(tx);
}

/** One line per row of `changed`. The resource itself is as it was, so its version stays too. */
function noted(author: Author, operation: 'suspend' | 'restore') {
  return sql`insert into changes
      (actor_kind, actor_id, actor_label, request_id, resource_type, resource_id, resource_label, operation, paths)
    select ${sql.join([...authorValues(author)])}, 'User', id, label, ${operation},
      jsonb_build_array(jsonb_build_object('path', 'access', 'before', before, 'after', after))
    from changed`;
}
