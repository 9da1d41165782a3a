import type { Bind } from '../filter/operand.ts';
import type { TenantTransaction } from '../tenant-transaction.ts';
import { writtenStatement } from '../written-statement.ts';
import type { DirectoryUserRow } from './directory-users.ts';
import {
  rolesOfGroup,
  rolesOfPeople,
  type AccessLevel,
  type RoleSource,
  type Rules,
} from './effective-access.ts';

type Named = Readonly<{ id: string; name: string }>;

/** One way to one role, and what it opens: null twice where no policy that is switched on has the role. */
export type AccessPathRow = Readonly<{
  userId: string | null;
  source: RoleSource;
  /** From the group somebody is in to the one that was given the role. */
  groups: readonly Named[];
  role: Named;
  policy: Named | null;
  service: (Named & Readonly<{ address: string; level: AccessLevel }>) | null;
}>;

/** Which paths to tell: those of one role, those to one service, or all. */
export type PathsOnly = Readonly<{ roleId?: string; serviceId?: string }>;

const pathsAtMost = 2000;

/** Every path of those people, by service, best level first. What they would have is told of whoever may not sign in. */
export function listAccessPaths(
  tx: TenantTransaction,
  userIds: readonly string[],
  rules: Rules,
  only: PathsOnly = {},
): Promise<AccessPathRow[]> {
  return writtenStatement(tx, (bind) => accessPathsOf(userIds, rules, only, bind));
}

/** The effective state that the user's access depends on; undefined where there is no such user. */
export async function findUserAccess(
  tx: TenantTransaction,
  id: string,
): Promise<DirectoryUserRow['access'] | undefined> {
  const user = await tx.selectFrom('users').select('access').where('id', '=', id).executeTakeFirst();
  return user?.access;
}

/** Every path that starts in that group. */
export function listAccessPathsOfGroup(tx: TenantTransaction, groupId: string): Promise<AccessPathRow[]> {
  return writtenStatement(tx, (bind) => paths(rolesOfGroup(groupId, bind), {}, bind));
}

/** The one statement that answers what those people reach. */
export function accessPathsOf(userIds: readonly string[], rules: Rules, only: PathsOnly, bind: Bind): string {
  const people = `select u.id from users u where u.id = any(${bind(userIds)}::uuid[])`;
  return paths(rolesOfPeople(people, rules, bind, only.roleId ? [only.roleId] : undefined), only, bind);
}

function paths(roles: string, { serviceId }: PathsOnly, bind: Bind): string {
  const join = serviceId ? 'join' : 'left join';
  const service = serviceId ? `and s.id = ${bind(serviceId)}::uuid` : '';
  // Of several ways to the same assignment the shortest is told. Names are looked up by key (`offset 0` keeps it so).
  return `with recursive ${roles},
  ways as (
    select distinct on (h.user_id, h.role_id, h.source, h.chain[cardinality(h.chain)]) h.*
    from holds h order by h.user_id, h.role_id, h.source, h.chain[cardinality(h.chain)], cardinality(h.chain), h.chain),
  opened as (
    select r.role_id, r.policy_id, p.name as policy_name, x.service_id, x.level
    from policy_roles r join policies p on p.id = r.policy_id and p.enabled
      join policy_services x on x.policy_id = p.id
    where r.role_id in (select role_id from holds))
  select w.user_id as "userId", w.source,
    (select coalesce(json_agg(json_build_object('id', g.id, 'name', g.display_name) order by c.nth), '[]')
     from unnest(w.chain) with ordinality c (id, nth)
       cross join lateral (select t.id, t.display_name from groups t where t.id = c.id offset 0) g) as groups,
    json_build_object('id', r.id, 'name', r.name) as role,
    case when o.policy_id is not null then json_build_object('id', o.policy_id, 'name', o.policy_name) end as policy,
    case when s.id is not null then
      json_build_object('id', s.id, 'name', s.name, 'address', s.address, 'level', o.level) end as service
  from ways w cross join lateral (select t.id, t.name, t.name_key from roles t where t.id = w.role_id offset 0) r
    ${join} opened o on o.role_id = w.role_id
    ${join} services s on s.id = o.service_id ${service}
  order by s.name_key nulls last, s.id, o.level desc, w.user_id, r.name_key, w.source, cardinality(w.chain), w.chain
  limit ${pathsAtMost}`;
}
