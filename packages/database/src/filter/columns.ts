import type { Operand } from './operand.ts';

/** What a table keeps in columns of its own, by SCIM attribute in lower case. Everything else is in `attributes`. */
export type Columns = Readonly<Record<string, Operand>>;

const column = (name: string, sql: string, kind: Operand['kind'], more: Partial<Operand> = {}): Operand => ({
  name,
  sql,
  kind,
  caseExact: true,
  ...more,
});

/** A moment as `scim_time` shows it, so that it equals the text a client has read. */
const shown = (moment: string) => `date_trunc('milliseconds', ${moment})`;

/** RFC 7643 §3.1: the attributes every resource has. */
const commonColumns = {
  id: column('id', 'r.id', 'uuid'),
  externalid: column('externalId', 'r.external_id', 'string'),
  'meta.created': column('meta.created', shown('r.created_at'), 'dateTime'),
  'meta.lastmodified': column('meta.lastModified', shown('r.updated_at'), 'dateTime'),
  'meta.version': column('meta.version', `'W/"' || r.version || '"'`, 'string'),
} satisfies Columns;

export const userColumns: Columns = {
  ...commonColumns,
  username: column('userName', 'r.user_name', 'string', { caseExact: false, folded: 'r.user_name_key' }),
  active: column('active', 'r.active', 'boolean'),
  'meta.resourcetype': column('meta.resourceType', `'User'::text`, 'string'),
};

/** The columns of a tenant's own type of that name. */
export const customColumns = (name: string): Columns => ({
  ...commonColumns,
  'meta.resourcetype': column('meta.resourceType', `'${name}'::text`, 'string'),
});

/** Changes of members are counted beside the group's row, see `touchGroups`. */
export const groupVersion =
  '(r.version + coalesce((select sum(t.times) from group_touches t where t.group_id = r.id), 0))::bigint';
export const groupModified =
  'greatest(r.updated_at, (select max(t.at) from group_touches t where t.group_id = r.id))';

export const groupColumns: Columns = {
  ...commonColumns,
  'meta.lastmodified': column('meta.lastModified', shown(groupModified), 'dateTime'),
  'meta.version': column('meta.version', `'W/"' || ${groupVersion} || '"'`, 'string'),
  displayname: column('displayName', 'r.display_name', 'string', {
    caseExact: false,
    folded: 'r.display_key',
  }),
  'meta.resourcetype': column('meta.resourceType', `'Group'::text`, 'string'),
};

/** References that live in `memberships`. */
export const userRelations = {
  groups: { from: 'memberships m where m.user_id = r.id and m.requested', id: 'm.group_id' },
} as const;

export const groupRelations = {
  members: { from: 'memberships m where m.group_id = r.id and m.requested', id: 'm.member_id' },
} as const;
