import { isUuid } from '../is-uuid.ts';
import { prepared, type Statement } from '../statement.ts';
import { authorValues, touchGroups, type Author } from './resource-table.ts';

/** Members to add to and remove from a group; with `clear`, everyone not added is removed. */
export type MembershipChange = Readonly<{
  clear: boolean;
  add: readonly string[];
  remove: readonly string[];
}>;

type GroupStatement = Statement<object>;

/**
 * The statements that carry out a change of a group's members, in order. The last answers with one row, or none when
 * there is no such group. Raises RC004 for a group that would be inside itself. Cost grows with the members named, never with the members the group has, and changes of one
 * group do not wait for each other, except that two replacements of all members follow one another.
 */
export function changeMembers(author: Author, groupId: string, change: MembershipChange): GroupStatement[] {
  const [ids, others] = partition(change.add);
  const values = [...authorValues(author), groupId, ids, others] as const;
  const circle = ids.length > 0 ? [refuseCircle(groupId, ids)] : [];
  if (change.clear) return [lockGroup(groupId), replaceAll(...values), ...circle];
  return [addAndRemove(...values, partition(change.remove)[0]), ...circle];
}

/**
 * The same change by shorter statements, for what identity providers nearly always ask: that users come or go. Raises
 * 23503 (foreign key), and nothing happens, when someone to add is no user here. Undefined for any other kind of change.
 */
export function changeUsersOnly(
  author: Author,
  groupId: string,
  change: MembershipChange,
): GroupStatement[] | undefined {
  const [add, others] = partition(change.add);
  const [remove] = partition(change.remove);
  if (change.clear || others.length > 0) return undefined;
  const statements = [
    ...(add.length > 0 ? [addUsers(...authorValues(author), groupId, add)] : []),
    ...(remove.length > 0 ? [removeMembers(...authorValues(author), groupId, remove)] : []),
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
const userName = (id: string) =>
  `(select coalesce(u.display_name, u.user_name) from users u where u.id = ${id})`;

const addUsers = prepared(
  'memberships_add_users',
  usersMove(
    'addMember',
    `insert into memberships (group_id, user_id)
    select t.id, m.id from target t, unnest($6::uuid[]) m (id) order by m.id
    on conflict do nothing returning user_id as id`,
  ),
  [],
);

const removeMembers = prepared(
  'memberships_remove',
  usersMove(
    'removeMember',
    'delete from memberships where group_id = $5 and member_id = any($6::uuid[]) returning member_id as id',
  ),
  [],
);

function usersMove(operation: 'addMember' | 'removeMember', move: string): string {
  return `with target as materialized (select id, display_name from groups where id = $5),
  moved as (${move}),
  noted as (
    insert into changes ${changeColumns}
    select $1, $2, $3, $4, 'Membership', m.id, ${userName('m.id')}, '${operation}', t.id, t.display_name
    from moved m, target t),
  ${touchGroups('select id from target where exists (select from moved)')}
  select from target`;
}

const addAndRemove = prepared('memberships_add_and_remove', anyChange('member_id = any($8::uuid[])'), []);
const replaceAll = prepared('memberships_replace', anyChange('member_id <> all($6::uuid[])'), []);

/** Users, groups and unknown ids together. Membership is a set difference done by Postgres: nothing is read, changed and written back. */
function anyChange(whoLeaves: string): string {
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
