import { groupResource } from '@rollcall/scim';
import { groupColumns, groupModified, groupRelations, groupVersion } from '../filter/columns.ts';
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
    version: groupVersion,
    modified: groupModified,
    memberColumn: 'subgroup_id',
    relatedOnUpdate: false,
    // RFC 7643 §4.2 `members`.
    related: (baseUrl) => `(select json_agg(json_build_object(
      'value', m.member_id,
      '$ref', ${baseUrl} || case when m.user_id is null then '/Groups/' else '/Users/' end || m.member_id,
      'display', coalesce(u.display_name, u.user_name, s.display_name),
      'type', case when m.user_id is null then 'Group' else 'User' end) order by m.member_id)::text
    from memberships m
      left join users u on u.id = m.user_id
      left join groups s on s.id = m.subgroup_id
    where m.group_id = r.id and m.requested)`,
  }),
};
