import type { Filter, MembershipEffect, NamedMembers } from '@rollcall/scim';
import type { Value } from '../batch.ts';
import { groupVersion } from '../filter/columns.ts';
import { elementToSql } from '../filter/filter-to-sql.ts';
import type { Filterable } from '../filter/target.ts';
import { isUuid } from '../is-uuid.ts';
import { prepared, type Statement } from '../statement.ts';
import { authorValues, touchGroups, type Author } from './resource-table.ts';

type GroupStatement = Statement<object>;

/** Groups as a filter sees them, and the Base URL that the `$ref` of a member starts with. */
type Place = Readonly<{ groups: Filterable; baseUrl: string }>;

/**
 * The statements that carry out a change of a group's members, in order. Raises RC004 for a group that would be inside
 * itself. Cost grows with the members named, never with the members the group has, unless a filter selects them by
 * something else than their id; and changes of one group do not wait for each other, except that two replacements of all
 * members follow one another.
 */
export function changeMembers(
  author: Author,
  groupId: string,
  effect: MembershipEffect,
  place: Place,
): GroupStatement[] {
  return effect.flatMap((step) =>
    'where' in step
      ? [removeSelected(author, groupId, step.where, place)]
      : changeNamed(author, groupId, step),
  );
}

function changeNamed(author: Author, groupId: string, change: NamedMembers): GroupStatement[] {
  const [ids, others] = partition(change.add);
  const values = [...authorValues(author), groupId, ids, others] as const;
  const circle = ids.length > 0 ? [refuseCircle(groupId, ids)] : [];
  if (change.clear) return [lockGroup(groupId), replaceAll(...values), ...circle];
  const [gone, unknown] = partition(change.remove);
  return [addAndRemove(...values, gone, [...gone, ...unknown]), ...circle];
}

/** The version of a group; no row when there is no such group. It sees what its transaction has done before. */
export const readGroupVersion: (groupId: string) => Statement<{ version: string }> = prepared(
  'groups_version',
  `select ${groupVersion} as version from groups r where r.id = $1`,
  ['version'],
);

/**
 * The same change by shorter statements, for what identity providers nearly always ask: that users come or go. Raises
 * 23503 (foreign key), and nothing happens, when someone to add is no user here. Undefined for any other kind of change.
 */
export function changeUsersOnly(
  author: Author,
  groupId: string,
  effect: MembershipEffect,
): GroupStatement[] | undefined {
  const [change, ...more] = effect;
  if (!change || 'where' in change || change.clear || more.length > 0) return undefined;
  const [add, others] = partition(change.add);
  const [remove, unknown] = partition(change.remove);
  if (others.length > 0) return undefined;
  const statements = [
    ...(add.length > 0 ? [addUsers(...authorValues(author), groupId, add)] : []),
    ...(change.remove.length > 0
      ? [removeMembers(...authorValues(author), groupId, remove, [...remove, ...unknown])]
      : []),
  ];
  return statements.length > 0 ? statements : undefined;
}

const lockGroup = prepared('groups_lock_members', 'select from groups where id = $1 for no key update', []);

const refuseCircle = prepared(
  'memberships_refuse_circle',
  'select from groups g cross join lateral refuse_circle(g.id, $2::uuid[]) where g.id = $1',
  [],
);

/** Ids of ours are UUIDs; any other value can name nobody and is parked. Lower case, so that one id is one value. */
function partition(values: readonly string[]): [string[], string[]] {
  const ids = values.filter(isUuid).map((id) => id.toLowerCase());
  return [[...new Set(ids)], values.filter((value) => !isUuid(value))];
}

const changeColumns = `(actor_kind, actor_id, actor_label, request_id, resource_type, resource_id, resource_label,
    operation, group_id, group_label)`;

/** A member's name, looked up by key: a join could be planned as a scan of everyone. */
const memberName = (id: string) =>
  `coalesce((select coalesce(u.display_name, u.user_name) from users u where u.id = ${id}),
    (select g.display_name from groups g where g.id = ${id}))`;

const addUsers = prepared(
  'memberships_add_users',
  membersMove(
    'addMember',
    `insert into memberships (group_id, user_id)
    select t.id, m.id from target t, unnest($6::uuid[]) m (id) order by m.id
    on conflict do nothing returning user_id as id`,
  ),
  [],
);

const removeMembers = prepared(
  'memberships_remove',
  membersMove(
    'removeMember',
    'delete from memberships where group_id = $5 and member_id = any($6::uuid[]) returning member_id as id',
    'value = any($7::text[])',
  ),
  [],
);

/** Those members are gone whom the filter selects by any of their sub-attributes (RFC 7644 §3.5.2.2). */
function removeSelected(
  author: Author,
  groupId: string,
  filter: Filter,
  { groups, baseUrl }: Place,
): GroupStatement {
  const values: Value[] = [...authorValues(author), groupId];
  const binding = { bind: (value: Value) => `$${values.push(value)}`, baseUrl };
  const selected = elementToSql(groups, 'members', filter, binding);
  const move = `delete from memberships m where m.group_id = $5 and m.requested and (${selected})
    returning m.member_id as id`;
  return { text: membersMove('removeMember', move), values, columns: [] };
}

/** Who is removed is not waited for either. */
function unpark(whoLeaves: string): string {
  return `unparked as (delete from parked_members where group_id = $5 and ${whoLeaves}),`;
}

function membersMove(operation: 'addMember' | 'removeMember', move: string, whoIsUnparked?: string): string {
  return `with target as materialized (select id, display_name from groups where id = $5),
  moved as (${move}),
  ${whoIsUnparked ? unpark(whoIsUnparked) : ''}
  noted as (
    insert into changes ${changeColumns}
    select $1, $2, $3, $4, 'Membership', m.id, ${memberName('m.id')}, '${operation}', t.id, t.display_name
    from moved m, target t),
  ${touchGroups('select id from target where exists (select from moved)')}
  select from target`;
}

const addAndRemove = prepared(
  'memberships_add_and_remove',
  anyChange('member_id = any($8::uuid[])', 'value = any($9::text[])'),
  [],
);
const replaceAll = prepared(
  'memberships_replace',
  anyChange('member_id <> all($6::uuid[])', 'value <> all($6::uuid[]::text[] || $7::text[])'),
  [],
);

/** Users, groups and unknown ids together. Membership is a set difference done by Postgres: nothing is read, changed and written back. */
function anyChange(whoLeaves: string, whoIsUnparked: string): string {
  return `with target as (select id, display_name from groups where id = $5),
  wanted as (select distinct unnest($6::uuid[]) as id),
  found as (
    select w.id, u.id as user_id, g.id as subgroup_id
    from wanted w left join users u on u.id = w.id left join groups g on g.id = w.id),
  added as (
    insert into memberships (group_id, user_id, subgroup_id)
    select t.id, f.user_id, f.subgroup_id from target t, found f where coalesce(f.user_id, f.subgroup_id) is not null
    order by f.id on conflict do nothing returning member_id),
  removed as (delete from memberships where group_id = $5 and ${whoLeaves} returning member_id),
  parked as (
    insert into parked_members (group_id, value)
    select t.id, p.value from target t, (
      select id::text as value from found where coalesce(user_id, subgroup_id) is null
      union select unnest($7::text[])) p
    on conflict do nothing),
  ${unpark(whoIsUnparked)}
  moved as (
    select member_id, 'addMember'::change_operation as operation from added
    union all select member_id, 'removeMember' from removed),
  noted as (
    insert into changes ${changeColumns}
    select $1, $2, $3, $4, 'Membership', m.member_id, coalesce(u.display_name, u.user_name, g.display_name),
      m.operation, t.id, t.display_name
    from moved m cross join target t left join users u on u.id = m.member_id left join groups g on g.id = m.member_id),
  ${touchGroups('select id from target where exists (select from moved)')}
  select from target`;
}
