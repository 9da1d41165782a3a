import { userResource } from '@rollcall/scim';
import { userColumns, userElementKeys, userRelations } from '../filter/columns.ts';
import { resourceTable } from './resource-table.ts';

/** The users of a tenant. A write sets `access` (effective) beside the attributes (requested). */
export const users = {
  resourceSchema: userResource,
  columns: userColumns,
  relations: userRelations,
  elementKeys: userElementKeys,
  ...resourceTable({
    table: 'users',
    resourceType: 'User',
    label: 'coalesce(display_name, user_name)',
    columns: ['extension_urns', 'access'],
    beside: { join: '', version: 'r.version', modified: 'r.updated_at' },
    memberColumn: 'user_id',
    adoptedBy: 'user_name_key',
    relatedOnUpdate: true,
    // RFC 7643 §4.1.2 `groups`, as the identity provider asked for them. Only where a group is inside a group is anybody
    // in one indirectly; elsewhere the direct ones are all, each looked up by key (`offset 0` keeps it so): a join made
    // before statistics know the groups may start from all of them.
    related: (baseUrl) => `case when exists (select from memberships n where n.subgroup_id is not null)
    then (select ${groupsJson(baseUrl, `case when g.is_direct then 'direct' else 'indirect' end`)} from groups_of(r.id) g)
    else (select ${groupsJson(baseUrl, `'direct'`)} from memberships m
      cross join lateral (select g.id, g.display_name from groups g where g.id = m.group_id offset 0) g
      where m.user_id = r.id and m.requested) end`,
  }),
};

function groupsJson(baseUrl: string, type: string): string {
  return `json_agg(json_build_object('value', g.id, '$ref', ${baseUrl} || '/Groups/' || g.id,
    'display', g.display_name, 'type', ${type}) order by g.id)::text`;
}
