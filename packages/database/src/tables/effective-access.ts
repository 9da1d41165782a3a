import type { Filter } from '@rollcall/scim';
import { asksForClaims, withoutClaims } from '../filter/claims.ts';
import { filterToSql } from '../filter/filter-to-sql.ts';
import type { Binding, Filterable } from '../filter/target.ts';

/** A role that whoever the filter matches holds. */
export type RoleRule = Readonly<{ roleId: string; filter: Filter }>;

/** The rules of a tenant, over users as its own schemas describe them (`ruleTarget`). */
export type Rules = Readonly<{ target: Filterable; of: readonly RoleRule[] }>;

export const accessLevels = ['view', 'use', 'manage'] as const;
export type AccessLevel = (typeof accessLevels)[number];

/** How somebody comes to a role: by name, through a group, by its rule, or by its rule for a claim of their sign-in alone. */
export type RoleSource = 'direct' | 'group' | 'rule' | 'claim';

type Bind = Binding['bind'];

/**
 * The one place that says who reaches what: person, (named | group in group … | rule), role, policy, service. These are
 * common table expressions for a `with recursive`, in two directions over the same steps.
 *
 * Upwards, from `people`, an expression with the ids of users: `holds` has a row (user_id, role_id, source, chain) for
 * each way that one of them holds a role. `chain` are the groups from the one they are in to the one that was given it.
 */
export function rolesOfPeople(people: string, rules: Rules, bind: Bind, only?: readonly string[]): string {
  const assigned = only ? `and a.role_id = any(${bind(only)}::uuid[])` : '';
  const relevant = only ? rules.of.filter(({ roleId }) => only.includes(roleId)) : rules.of;
  return `people (id) as materialized (${people}),
  starts (group_id) as materialized (
    select distinct m.group_id from people p join memberships m on m.user_id = p.id and m.effective),
  ${groupsAbove('starts')},
  holds (user_id, role_id, source, chain) as (
    select p.id, a.role_id, 'direct', '{}'::uuid[]
    from people p join role_assignments a on a.user_id = p.id ${assigned}
    union all
    select p.id, a.role_id, 'group', u.chain
    from people p join memberships m on m.user_id = p.id and m.effective
      join above u on u.start_id = m.group_id join role_assignments a on a.group_id = u.group_id ${assigned}
    ${relevant.length > 0 ? `union all ${matched(rules.target, relevant, bind)}` : ''})`;
}

/** The same for whoever is in the group `$`: `holds` without a user, its chain begins with the group. */
export function rolesOfGroup(groupId: string, bind: Bind): string {
  return `starts (group_id) as materialized (select id from groups where id = ${bind(groupId)}::uuid),
  ${groupsAbove('starts')},
  holds (user_id, role_id, source, chain) as (
    select null::uuid, a.role_id, 'group', u.chain
    from above u join role_assignments a on a.group_id = u.group_id)`;
}

/** From `holds`, only what is open: a row (user_id, service_id, level, policy_id, role_id, source, chain) for each path. */
export const servicesReached = `reached as (
    select h.user_id, s.service_id, s.level, s.policy_id, h.role_id, h.source, h.chain
    from holds h join policy_roles r on r.role_id = h.role_id
      join policies p on p.id = r.policy_id and p.enabled join policy_services s on s.policy_id = p.id)`;

/** Whom to look for: who holds one of the roles, is named or in one of the groups, or is matched by one of the filters. */
export type Sought = Readonly<{
  roles?: readonly string[];
  users?: readonly string[];
  groups?: readonly string[];
  filters?: readonly Filter[];
}>;

/** Downwards: `holders` has the id of each user sought once, whatever their access. */
export function peopleSought(sought: Sought, rules: Rules, bind: Bind): string {
  const { roles = [], users = [], groups = [], filters = [] } = sought;
  const all = [
    ...rules.of.filter(({ roleId }) => roles.includes(roleId)).map(({ filter }) => filter),
    ...filters,
  ];
  const role = bind(roles);
  return `below (group_id) as (
    select g.id from (
      select a.group_id from role_assignments a where a.role_id = any(${role}::uuid[]) and a.group_id is not null
      union select unnest(${bind(groups)}::uuid[])) g (id)
    union
    select m.subgroup_id from below b
      join memberships m on m.group_id = b.group_id and m.subgroup_id is not null and m.effective),
  holders (id) as materialized (
    select a.user_id from role_assignments a where a.role_id = any(${role}::uuid[]) and a.user_id is not null
    union select u.id from users u where u.id = any(${bind(users)}::uuid[])
    union select m.user_id from below b join memberships m on m.group_id = b.group_id
      where m.user_id is not null and m.effective
    ${all.map((filter) => `union select r.id from users r where ${condition(rules.target, filter, bind)}`).join(' ')})`;
}

/** Whether whom the row `r` of users describes is matched. */
export function condition(target: Filterable, filter: Filter, bind: Bind): string {
  return filterToSql(target, filter, { bind, baseUrl: '' });
}

/** All rules are asked of each person's row at once. */
function matched(target: Filterable, rules: readonly RoleRule[], bind: Bind): string {
  const rows = rules.map(({ roleId, filter }) => {
    const matches = condition(target, filter, bind);
    return `(${bind(roleId)}::uuid, ${sourceOf(target, filter, bind)}, ${matches})`;
  });
  return `select r.id, v.role_id, v.source, '{}'::uuid[]
    from people p join users r on r.id = p.id
      cross join lateral (values ${rows.join(', ')}) v (role_id, source, matches)
    where v.matches`;
}

/** Whom a rule would not match if nothing were claimed, it matches for a claim. */
function sourceOf(target: Filterable, filter: Filter, bind: Bind): string {
  if (!asksForClaims(filter)) return `'rule'`;
  return `case when ${condition(target, withoutClaims(filter), bind)} then 'rule' else 'claim' end`;
}

/**
 * From each of the groups of `starts` every group that it is in, however far up, with the shortest way there. A way never
 * meets a group twice, so it ends even where groups were in a circle.
 */
function groupsAbove(starts: string): string {
  return `climbed (start_id, group_id, chain) as (
    select s.group_id, s.group_id, array[s.group_id] from ${starts} s
    union all
    select distinct on (c.start_id, m.group_id) c.start_id, m.group_id, c.chain || m.group_id
    from climbed c join memberships m on m.subgroup_id = c.group_id and m.effective
    where m.group_id <> all (c.chain)),
  above as (
    select distinct on (c.start_id, c.group_id) c.start_id, c.group_id, c.chain
    from climbed c order by c.start_id, c.group_id, cardinality(c.chain))`;
}
