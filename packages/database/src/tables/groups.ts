import { groupResource, limits } from '@rollcall/scim';
import { groupColumns, groupRelations } from '../filter/columns.ts';
import { resourceTable } from './resource-table.ts';

/** The groups of a tenant. Their members live in `memberships`. */
export const groups = {
  resourceSchema: groupResource,
  columns: groupColumns,
  relations: groupRelations,
  ...resourceTable({
    table: 'groups',
    resourceType: 'Group',
    label: 'display_name',
    columns: ['extension_urns'],
    // Changes of members are counted beside the group's row, see `touchGroups`.
    beside: {
      join: `cross join lateral (
        select coalesce(sum(t.times), 0)::bigint as times, max(t.at) as at from group_touches t where t.group_id = r.id) t`,
      version: 'r.version + t.times',
      modified: 'greatest(r.updated_at, t.at)',
    },
    memberColumn: 'subgroup_id',
    adoptedBy: 'display_key',
    relatedOnUpdate: false,
    relatedFit: (ids) => `refuse_many_members(${ids}, ${limits.membersPerPage})`,
    // RFC 7643 §4.2 `members`.
    related: (baseUrl) => `(select json_agg(json_build_object(
      'value', m.member_id,
      '$ref', ${baseUrl} || case when m.user_id is null then '/Groups/' else '/Users/' end || m.member_id,
      'display', coalesce(
        (select coalesce(u.display_name, u.user_name) from users u where u.id = m.user_id),
        (select g.display_name from groups g where g.id = m.subgroup_id)),
      'type', case when m.user_id is null then 'Group' else 'User' end) order by m.member_id)::text
    from memberships m where m.group_id = r.id and m.requested)`,
  }),
};
