import type { Operand } from './operand.ts';
import type { ElementKeys, Relation } from './target.ts';

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
  id: column('id', 'r.id', 'uuid', { required: true }),
  externalid: column('externalId', 'r.external_id', 'string', { indexed: true }),
  'meta.created': column('meta.created', shown('r.created_at'), 'dateTime', { required: true }),
  'meta.lastmodified': column('meta.lastModified', shown('r.updated_at'), 'dateTime', { required: true }),
  'meta.version': column('meta.version', `('W/"' || r.version || '"')`, 'string'),
} satisfies Columns;

/** A text whose folded form has a column and an index. */
const named = { caseExact: false, indexed: true } as const;

export const userColumns: Columns = {
  ...commonColumns,
  username: column('userName', 'r.user_name', 'string', {
    ...named,
    folded: 'r.user_name_key',
    required: true,
    unique: true,
  }),
  displayname: column('displayName', 'r.display_name', 'string', {
    ...named,
    // Where there is no display name, its key is the user name's.
    folded: 'r.display_key',
    assigned: 'r.display_name is not null',
  }),
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
  'meta.lastmodified': column('meta.lastModified', shown(groupModified), 'dateTime', { required: true }),
  'meta.version': column('meta.version', `('W/"' || ${groupVersion} || '"')`, 'string'),
  displayname: column('displayName', 'r.display_name', 'string', {
    ...named,
    folded: 'r.display_key',
    required: true,
    unique: true,
  }),
  'meta.resourcetype': column('meta.resourceType', `'Group'::text`, 'string'),
};

/** RFC 7643 §4.1.2 `groups`. Only where a group is inside a group is anybody in one indirectly. */
export const userRelations: Readonly<Record<string, Relation>> = {
  groups: {
    // A member added in the moment that their group goes is in no group: the group itself is asked for too.
    rows: `(select m.group_id as id, 'direct' as type from memberships m where m.user_id = r.id and m.requested
      and exists (select from groups g where g.id = m.group_id)
      union all select g.id, 'indirect' from groups_of(r.id) g
      where exists (select from memberships n where n.subgroup_id is not null) and not g.is_direct) m where true`,
    parts: {
      value: column('groups.value', 'm.id', 'uuid'),
      display: column('groups.display', '(select g.display_name from groups g where g.id = m.id)', 'string', {
        caseExact: false,
      }),
      type: column('groups.type', 'm.type', 'string', { caseExact: false }),
    },
    address: `'/Groups/' || m.id`,
  },
};

/** RFC 7643 §4.2 `members`. */
export const groupRelations: Readonly<Record<string, Relation>> = {
  members: {
    rows: 'memberships m where m.group_id = r.id and m.requested',
    parts: {
      value: column('members.value', 'm.member_id', 'uuid'),
      display: column(
        'members.display',
        `coalesce((select coalesce(u.display_name, u.user_name) from users u where u.id = m.user_id),
          (select g.display_name from groups g where g.id = m.subgroup_id))`,
        'string',
        { caseExact: false },
      ),
      type: column('members.type', `(case when m.user_id is null then 'Group' else 'User' end)`, 'string', {
        caseExact: false,
      }),
    },
    address: `case when m.user_id is null then '/Groups/' else '/Users/' end || m.member_id`,
  },
};

/** E-mail addresses: most people's only one is a column of theirs, whoever has more has rows as well. */
export const userElementKeys: ElementKeys = {
  emails: {
    where: (holds) =>
      `(${holds('r.email_key')} or r.id = any(array(select f.user_id from further_emails f where ${holds('f.email_key')})))`,
    present: 'r.email_key is not null',
  },
};
