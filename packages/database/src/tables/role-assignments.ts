import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import type { Page, PageOf } from './page.ts';
import { authorValues, type Author } from './resource-table.ts';

/** Users and groups by id. */
export type Assignees = Readonly<{ users: readonly string[]; groups: readonly string[] }>;

/** A user or group that was given a role. What only a user has is null for a group. */
export type AssigneeRow = Readonly<{
  id: string;
  type: 'User' | 'Group';
  displayName: string;
  userName: string | null;
  access: 'granted' | 'suspended' | 'pending' | 'held' | null;
  /** People directly in the group. */
  members: number | null;
  createdAt: Date;
}>;

/** One page of whom the role was given to, groups first, then by name. */
export async function listAssignees(
  tx: TenantTransaction,
  roleId: string,
  page: Page,
): Promise<PageOf<AssigneeRow>> {
  const given = tx
    .selectFrom('role_assignments as a')
    .leftJoin('users as u', 'u.id', 'a.user_id')
    .leftJoin('groups as g', 'g.id', 'a.group_id')
    .where('a.role_id', '=', roleId);
  const { total } = await given.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow();
  const rows = await given
    .select([
      sql<string>`a.assignee_id`.as('id'),
      sql<AssigneeRow['type']>`case when a.user_id is null then 'Group' else 'User' end`.as('type'),
      sql<string>`coalesce(u.display_name, u.user_name, g.display_name)`.as('displayName'),
      'u.user_name as userName',
      sql<AssigneeRow['access']>`u.access`.as('access'),
      sql<number | null>`case when a.group_id is not null then
        (select count(*)::int from memberships m where m.group_id = a.group_id and m.effective) end`.as(
        'members',
      ),
      'a.created_at as createdAt',
    ])
    .orderBy(sql`a.user_id is not null`)
    .orderBy(sql`coalesce(u.display_key, g.display_key)`)
    .orderBy('a.assignee_id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { rows, total };
}

/** Whoever of them is here. */
export async function presentAssignees(
  tx: TenantTransaction,
  { users, groups }: Assignees,
): Promise<Assignees> {
  const { rows } = await sql<{ users: string[]; groups: string[] }>`select
    array(select u.id from users u where u.id = any(${users}::uuid[])) as users,
    array(select g.id from groups g where g.id = any(${groups}::uuid[])) as groups`.execute(tx);
  return rows[0] ?? { users: [], groups: [] };
}

/** The role is given to all of them who are here; each to whom that is new has a line in the ledger. */
export async function insertAssignments(
  tx: TenantTransaction,
  author: Author,
  role: { id: string; name: string },
  { users, groups }: Assignees,
): Promise<number> {
  return noted(
    tx,
    author,
    role,
    'assign',
  )(sql`
    insert into role_assignments (role_id, user_id, group_id)
    select ${role.id}::uuid, u.id, null::uuid from users u where u.id = any(${users}::uuid[])
    union all
    select ${role.id}::uuid, null, g.id from groups g where g.id = any(${groups}::uuid[])
    on conflict do nothing returning user_id, group_id`);
}

/** The role is taken back from all of them; each who had it has a line in the ledger. */
export async function deleteAssignments(
  tx: TenantTransaction,
  author: Author,
  role: { id: string; name: string },
  { users, groups }: Assignees,
): Promise<number> {
  return noted(
    tx,
    author,
    role,
    'unassign',
  )(sql`
    delete from role_assignments where role_id = ${role.id}::uuid
      and (user_id = any(${users}::uuid[]) or group_id = any(${groups}::uuid[]))
    returning user_id, group_id`);
}

/** A line is about the user or group, whose history it belongs to; how many there are is answered. */
function noted(
  tx: TenantTransaction,
  author: Author,
  role: { id: string; name: string },
  operation: 'assign' | 'unassign',
) {
  const value = sql`jsonb_build_object('value', ${role.id}::text, 'display', ${role.name}::text)`;
  const [before, after] = operation === 'assign' ? [sql`null`, value] : [value, sql`null`];
  return async (moved: ReturnType<typeof sql>): Promise<number> => {
    const { numAffectedRows } = await sql`with moved as (${moved})
      insert into changes
        (actor_kind, actor_id, actor_label, request_id, resource_type, resource_id, resource_label, operation, paths)
      select ${sql.join([...authorValues(author)])},
        (case when m.user_id is null then 'Group' else 'User' end)::changed_resource, coalesce(m.user_id, m.group_id),
        coalesce(u.display_name, u.user_name, g.display_name), ${operation},
        jsonb_build_array(jsonb_build_object('path', 'role', 'before', ${before}, 'after', ${after}))
      from moved m left join users u on u.id = m.user_id left join groups g on g.id = m.group_id`.execute(tx);
    return Number(numAffectedRows ?? 0);
  };
}
