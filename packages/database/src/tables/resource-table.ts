import type { Value } from '../batch.ts';
import { prepared, type Statement } from '../statement.ts';

/** A stored resource as it leaves Postgres: JSON stays text, so that it reaches the client unparsed. */
export type ResourceRow = Readonly<{
  id: string;
  /** The attributes a client may write, as JSON text. */
  attributes: string;
  /** `,"urn:..."` for each extension present, ready to follow the base schema. */
  extension_urns: string;
  /** Counts every change of the resource, its members included. */
  version: string;
  /** Counts the changes of the row itself: what an update is conditional on. */
  row_version: string;
  created: string;
  modified: string;
  /** `groups` of a user or `members` of a group as JSON text; null when there are none or they were not asked for. */
  related: string | null;
}>;

/** Who asked for a change, as the ledger remembers them. */
export type Author = Readonly<{
  kind: 'token' | 'admin' | 'signIn' | 'system';
  id: string | null;
  label: string;
  requestId: string;
}>;

/** A resource to store: its attributes and changed paths as JSON text, and the values of the table's own columns. */
export type Written = Readonly<{ attributes: string; paths: string; columns: readonly Value[] }>;

/** The columns of a `ResourceRow` in the order that every statement selects them. */
export const resourceColumns = [
  'id',
  'attributes',
  'extension_urns',
  'version',
  'row_version',
  'created',
  'modified',
  'related',
] as const satisfies (keyof ResourceRow)[];

const selected = (row: Record<(typeof resourceColumns)[number], string>): string =>
  resourceColumns.map((column) => `${row[column]} as ${column}`).join(', ');

type TableFacts = Readonly<{
  table: 'users' | 'groups' | 'custom_resources';
  /** The condition that its rows have, where the table holds others too. */
  only?: string;
  resourceType: 'User' | 'Group' | 'Resource';
  /** What names the resource for a person, from its row. */
  label: string;
  /** The columns besides `attributes` that a write sets. */
  columns: readonly string[];
  /** The column of `memberships` that refers to it as a member, where it can be one. */
  memberColumn: 'user_id' | 'subgroup_id' | undefined;
  /** What counts towards version and last change beside the row `r`: a join, and the two as it gives them. */
  beside: Readonly<{ join: string; version: string; modified: string }>;
  /** JSON text of the related resources, given the placeholder of the tenant's Base URL. */
  related: (baseUrl: string) => string;
  /** A condition on the ids of a page's resources, given as an array, that raises where they have too many related ones. */
  relatedFit?: (ids: string) => string;
  /** Whether a change answers with the related resources too. Not where they can be many. */
  relatedOnUpdate: boolean;
  /** The column by which a client that creates what sign-in or an admin made first finds it, where it can. */
  adoptedBy?: string;
}>;

export type ResourceTable = ReturnType<typeof resourceTable>;

/** The statements of one table of resources, written once for all of them. `$1` to `$4` of a write are its author. */
export function resourceTable(facts: TableFacts) {
  const { table, columns, beside } = facts;
  const source = facts.only ? `(select * from ${table} where ${facts.only})` : table;
  const andOnly = facts.only ? ` and ${facts.only}` : '';
  /** Each named text lives in every connection, so those of a tenant's own types go without a name. */
  const named = (operation: string) => (facts.only ? undefined : `${table}_${operation}`);
  const row = (version: string, modified: string, related: string) =>
    selected({
      id: 'r.id',
      attributes: 'r.attributes::text',
      extension_urns: 'r.extension_urns',
      version,
      row_version: 'r.version',
      created: 'scim_time(r.created_at)',
      modified: `scim_time(${modified})`,
      related,
    });
  const alone = row(beside.version, beside.modified, 'null');
  const withRelated = (baseUrl: string) => row(beside.version, beside.modified, facts.related(baseUrl));
  /** Rows `r` of that source with what stands beside them. */
  const from = (source: string) => `from ${source} r ${beside.join}`;
  const note = (operation: string, from: string, paths: string) => `noted as (
    insert into changes (actor_kind, actor_id, actor_label, request_id, resource_type, resource_id, resource_label, operation, paths)
    select $1, $2, $3, $4, '${facts.resourceType}', id, ${facts.label}, '${operation}', ${paths} from ${from})`;

  const read = prepared<ResourceRow>(
    named('read'),
    `select ${withRelated('$2')} ${from(source)} where r.id = $1`,
    resourceColumns,
  );
  const readAlone = prepared<ResourceRow>(
    named('read_alone'),
    `select ${alone} ${from(source)} where r.id = $1`,
    resourceColumns,
  );
  const lock = prepared<ResourceRow>(
    named('lock'),
    `select ${alone} ${from(source)} where r.id = $1 for no key update of r`,
    resourceColumns,
  );
  const insert = prepared<ResourceRow>(
    named('insert'),
    `with made as (
      insert into ${table} (attributes, origin${columns.map((column) => `, ${column}`).join('')})
      values ($5::jsonb, 'scim'${columns.map((_, index) => `, $${index + 6}`).join('')}) returning *),
    ${note('create', 'made', "'[]'")}
    select ${row('r.version', 'r.updated_at', 'null')} from made r`,
    resourceColumns,
  );
  const update = prepared<ResourceRow>(
    named('update'),
    `with changed as (
      update ${table} set attributes = $5::jsonb, version = version + 1, updated_at = now()
        , origin = 'scim'
        ${columns.map((column, index) => `, ${column} = $${index + 10}`).join('')}
      where id = $7 and version = $8${andOnly} returning *, old.origin as origin_before),
    ${note('update', 'changed', `$6::jsonb || ${adoption}`)}
    select ${facts.relatedOnUpdate ? withRelated('$9::text') : `${alone}, $9::text as base_url`} ${from('changed')}`,
    resourceColumns,
  );
  const adopt = prepared<{ id: string }>(
    named('adopt'),
    `with adopted as (
      update ${table} set origin = 'scim' where ${facts.adoptedBy ?? 'null'} = fold($5) and origin <> 'scim'
      returning *, old.origin as origin_before),
    ${note('update', 'adopted', adoption)}
    select id from adopted`,
    ['id'],
  );
  const remove = prepared<{ id: string }>(
    named('delete'),
    `with gone as (delete from ${table} where id = $5${andOnly} returning *),
    ${note('delete', 'gone', "jsonb_build_array(jsonb_build_object('path', '', 'before', attributes, 'after', null))")}
    ${facts.table === 'groups' ? leaveGroup : ''}
    ${facts.memberColumn ? leaveGroups(facts.memberColumn, facts.label) : ''}
    select id from gone`,
    ['id'],
  );

  return {
    /** Where its rows are read from. */
    table: source,
    alone,
    withRelated,
    relatedFit: facts.relatedFit,
    from,
    /** The resource of that id with its related ones, or no row. */
    read: (id: string, baseUrl: string): Statement<ResourceRow> => read(id, baseUrl),
    /** The same without related resources. */
    readAlone: (id: string): Statement<ResourceRow> => readAlone(id),
    /** The same, held until the transaction ends. */
    lock: (id: string): Statement<ResourceRow> => lock(id),
    /** A new resource and its line in the ledger. */
    insert: (author: Author, written: Omit<Written, 'paths'>): Statement<ResourceRow> =>
      insert(...authorValues(author), written.attributes, ...written.columns),
    /** The resource changed and noted in the ledger, if it still has that version; else no row. */
    update: (
      author: Author,
      written: Written,
      target: { id: string; version: string; baseUrl: string },
    ): Statement<ResourceRow> =>
      update(
        ...authorValues(author),
        written.attributes,
        written.paths,
        target.id,
        target.version,
        target.baseUrl,
        ...written.columns,
      ),
    /** Whoever has that unique value and was not brought by SCIM is so from now on, noted in the ledger; else no row. */
    adopt: facts.adoptedBy
      ? (author: Author, value: string): Statement<{ id: string }> => adopt(...authorValues(author), value)
      : undefined,
    /** The resource gone, noted for it and each group it was in, which has a new version; no row when there was none. */
    remove: (author: Author, id: string): Statement<{ id: string }> => remove(...authorValues(author), id),
  };
}

/** What the ledger says besides when SCIM changes what sign-in or an admin made: it is SCIM's from then on. */
const adoption = `case when origin_before = 'scim' then '[]' else jsonb_build_array(
    jsonb_build_object('path', 'origin', 'before', origin_before, 'after', 'scim')) end`;

/** The first four values of every statement that writes to the ledger. */
export function authorValues(author: Author): readonly [string, string | null, string, string] {
  return [author.kind, author.id, author.label, author.requestId];
}

/** What a group that goes takes along; see the migration for why no foreign key does it. */
const leaveGroup = `, members as (delete from memberships where group_id = $5),
    touches as (delete from group_touches where group_id = $5)`;

/** A member who goes leaves a line in the ledger for each group they were in, and each has a new version. */
function leaveGroups(memberColumn: string, label: string): string {
  return `, noted_groups as (
      insert into changes (actor_kind, actor_id, actor_label, request_id, resource_type, resource_id, resource_label,
        operation, group_id, group_label)
      select $1, $2, $3, $4, 'Membership', gone.id, gone.label, 'removeMember', g.id, g.display_name
      from (select id, ${label} as label from gone) gone cross join memberships m
        cross join lateral (select t.id, t.display_name from groups t where t.id = m.group_id offset 0) g
      where m.${memberColumn} = $5 and m.group_id <> $5),
    ${touchGroups(`select m.group_id from memberships m where m.${memberColumn} = $5 and m.group_id <> $5`)}`;
}

/**
 * Counts one change of members for each of the groups. A group's own row is left alone: while it waited for its
 * transaction's commit nobody else could change the group's members. Each connection counts in a row of its own.
 */
export function touchGroups(groupIds: string): string {
  return `touched as (
    insert into group_touches as t (group_id, shard)
    select group_id::uuid, pg_backend_pid() % 64 from (${groupIds}) g (group_id) order by group_id
    on conflict (tenant_id, group_id, shard) do update set times = t.times + 1, at = now())`;
}
