import { enterpriseUserSchema, invalidValue, resolvePath, type Filter } from '@rollcall/scim';
import { filterToSql, requireKnown } from '../filter/filter-to-sql.ts';
import type { Value } from '../batch.ts';
import { beyond, orderBy, sortKey, type Position, type Sort, type SortKey } from '../filter/order-to-sql.ts';
import type { Binding, Filterable } from '../filter/target.ts';
import type { Statement } from '../statement.ts';
import { resourceColumns, type ResourceRow, type ResourceTable } from './resource-table.ts';

/** A page of resources to find: so many, from a place that is a number, or a position in the order. */
export type ListQuery = Readonly<{
  filter: Filter | undefined;
  sort: Sort | undefined;
  limit: number;
  from: Readonly<{ offset: number }> | Readonly<{ position: Position | undefined }>;
  /** The tenant's Base URL. */
  baseUrl: string;
}>;

/** A table to look in, and whether what its resources are related to is wanted. */
export type Listed = Readonly<{ table: ResourceTable & Filterable; related: boolean }>;

/** A resource of a page: the place of its table in the list of them, and what it is ordered by. */
export type ListedRow = ResourceRow & Readonly<{ place: string; sort_key: string | null }>;

const columns = ['place', 'sort_key', ...resourceColumns] as const;

/** The statement that answers with a page of the tables' resources, in an order that is stable, by id at the last. */
export function listResources(listed: readonly Listed[], query: ListQuery): Statement<ListedRow> {
  const [only, ...others] = listed;
  if (!only) throw new Error('A list of resources needs a table');
  if (others.length > 0) return listSeveral(listed, query);
  return isMatch(query) && (!fitOf(only) || findsOneAtMost(only.table, query))
    ? matchOne(only, query)
    : listOne(only, query);
}

/** How many resources of all the tables match. */
export function countResources(
  listed: readonly Listed[],
  query: Pick<ListQuery, 'filter' | 'baseUrl'>,
): Statement<{ total: string }> {
  const { values, binding } = newValues(query);
  const counts = listed.map(
    ({ table }) => `(select count(*) from ${table.table} r ${where(listed, table, query, binding)})`,
  );
  return { text: `select ${counts.join(' + ')} as total`, values, columns: ['total'] };
}

function listOne(listed: Listed, query: ListQuery): Statement<ListedRow> {
  const { table } = listed;
  const { values, binding } = newValues(query);
  const key = query.sort && sortKey(table, query.sort.by, binding);
  if (query.sort && !key) throw unknownOrder(query.sort);
  const found = `select r.*, ${key?.sql ?? 'null::text'} as sort_key
    from ${table.table} r ${where([listed], table, query, binding)}`;
  const page = `select * from (${found}) r ${bounds(key, query, binding)}`;
  const text = `with page as materialized (${page})
    select 0 as place, r.sort_key::text, ${rowOf(listed, binding)} ${table.from('page')}
    ${fits(listed, 'where')} order by ${orderBy(key, directionOf(query))}`;
  return { text, values, columns };
}

/** One order over all of the tables; only the resources of the page are then read whole, each by its id. */
function listSeveral(listed: readonly Listed[], query: ListQuery): Statement<ListedRow> {
  if (query.filter)
    requireKnown(
      listed.map(({ table }) => table),
      query.filter,
    );
  const { values, binding } = newValues(query);
  const keys = listed.map(({ table }) => query.sort && sortKey(table, query.sort.by, binding));
  const key = commonKey(keys, query.sort);
  const found = listed.map(
    ({ table }, place) =>
      `select ${place} as place, r.id, ${ofType(keys[place], key)} as sort_key
      from ${table.table} r ${where(listed, table, query, binding)}`,
  );
  const page = `select r.*, row_number() over (order by ${orderBy(key, directionOf(query))}) as nth
    from (select * from (${found.join(' union all ')}) r ${bounds(key, query, binding)}) r`;
  const read = listed.map(
    (each, place) =>
      `select p.nth, p.place, p.sort_key::text as sort_key, s.* from page p cross join lateral (
        select ${rowOf(each, binding)}
        ${each.table.from(`(select * from ${each.table.table} r where r.id = p.id offset 0)`)}) s
      where p.place = ${place} ${fits(each, 'and')}`,
  );
  const text = `with page as materialized (${page})
    select ${columns.join(', ')} from (${read.join(' union all ')}) r order by nth`;
  return { text, values, columns };
}

/** Entra's match queries repeat a few short texts for ever, so their plans are kept; and a kept plan knows no numbers. */
function matchOne(listed: Listed, query: ListQuery & Match): Statement<ListedRow> {
  const { table } = listed;
  const { values, binding } = newValues(query);
  const found = where([listed], table, query, binding);
  const columnsOfRow = rowOf(listed, binding);
  const text = `select 0 as place, null as sort_key, ${columnsOfRow} ${table.from(table.table)} ${found}
    ${findsOneAtMost(table, query) ? '' : `order by r.id limit ${binding.bind(query.limit)} offset ${binding.bind(query.from.offset)}`}`;
  return { ...(isEveryones(table, query.filter) ? nameOf(text) : {}), text, values, columns };
}

/** Nothing is put in order, and nothing skipped, where a page from the start holds all there can be. */
function findsOneAtMost({ columns }: Listed['table'], { filter, from, limit }: ListQuery & Match): boolean {
  const { schema, attribute, subAttribute } = filter.path;
  if (schema !== undefined || subAttribute !== undefined || from.offset > 0 || limit < 1) return false;
  return columns[attribute.toLowerCase()]?.unique === true;
}

/** Whether a text names nothing that is one tenant's own: names are few, and no tenant may use up another's. */
function isEveryones(table: Listed['table'], { path }: Match['filter']): boolean {
  if (table.table.startsWith('(')) return false;
  const extension = resolvePath(table.resourceSchema, path)?.extension;
  return extension === undefined || extension === enterpriseUserSchema;
}

type Match = { from: { offset: number }; filter: Extract<Filter, { kind: 'compare' }> };

function isMatch(query: ListQuery): query is ListQuery & Match {
  const { filter, sort, from } = query;
  return (
    'offset' in from && !sort && filter?.kind === 'compare' && filter.operator === 'eq' && !filter.path.where
  );
}

function newValues({ baseUrl }: Pick<ListQuery, 'baseUrl'>): { values: Value[]; binding: Binding } {
  const values: Value[] = [];
  return { values, binding: { bind: (value) => `$${values.push(value)}`, baseUrl } };
}

function where(
  listed: readonly Listed[],
  table: Filterable,
  { filter }: Pick<ListQuery, 'filter'>,
  binding: Binding,
): string {
  return filter ? `where ${filterToSql(table, filter, binding, listed.length > 1)}` : '';
}

function rowOf({ table, related }: Listed, { bind, baseUrl }: Binding): string {
  return related ? table.withRelated(`${bind(baseUrl)}::text`) : table.alone;
}

const fitOf = ({ table, related }: Listed) => (related ? table.relatedFit : undefined);

/** The condition that what the page's resources are related to is no more than one answer holds. */
function fits(listed: Listed, joint: 'where' | 'and'): string {
  const condition = fitOf(listed)?.('(select array_agg(id) from page)');
  return condition ? `${joint} ${condition}` : '';
}

/** The page alone is cut before anything is read beside it. Its numbers stand in the text, which makes for a better plan. */
function bounds(key: SortKey | undefined, query: ListQuery, { bind }: Binding): string {
  const direction = directionOf(query);
  const position = 'position' in query.from ? query.from.position : undefined;
  const after = position ? `where ${beyond(key, direction.descending, position, bind)}` : '';
  const offset = 'offset' in query.from ? `offset ${Math.trunc(query.from.offset)}` : '';
  return `${after} order by ${orderBy(key, direction)} limit ${Math.trunc(query.limit)} ${offset}`;
}

function directionOf({ sort, from }: ListQuery): { descending: boolean; backwards: boolean } {
  const backwards = 'position' in from && from.position?.before === true;
  return { descending: sort?.descending === true, backwards };
}

/** Several types may each have their own idea of an attribute; where these differ, their texts are compared. */
function commonKey(keys: readonly (SortKey | undefined)[], sort: ListQuery['sort']): SortKey | undefined {
  if (!sort) return undefined;
  const [first, ...rest] = keys.filter((key) => key !== undefined);
  if (!first) throw unknownOrder(sort);
  const isCommon = rest.every(({ type }) => type === first.type);
  const nullable = keys.some((key) => key?.nullable !== false);
  return { sql: 'sort_key', type: isCommon ? first.type : 'text', nullable };
}

function ofType(key: SortKey | undefined, common: SortKey | undefined): string {
  if (!common) return 'null::text';
  return `${key?.sql ?? 'null'}::${common.type}${common.type === 'text' ? ' collate "C"' : ''}`;
}

function unknownOrder({ by }: NonNullable<ListQuery['sort']>): Error {
  return invalidValue(`"${by.attribute}" cannot be sorted by: no schema here has it.`);
}

/** Each distinct named text lives in every connection until it closes, so a text that a client can vary stays unnamed. */
const maxNamedText = 2_000;
const maxNames = 200;
const names = new Map<string, string>();

function nameOf(text: string): { name?: string } {
  if (text.length >= maxNamedText) return {};
  const known = names.get(text);
  if (known) return { name: known };
  if (names.size >= maxNames) return {};
  const name = `list_${names.size}`;
  names.set(text, name);
  return { name };
}
