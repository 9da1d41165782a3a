import type { AttributePath, Filter } from '@rollcall/scim';
import { filterToSql } from '../filter/filter-to-sql.ts';
import type { Value } from '../batch.ts';
import type { Bind } from '../filter/operand.ts';
import { sortToSql } from '../filter/sort-to-sql.ts';
import type { Filterable } from '../filter/target.ts';
import type { Statement } from '../statement.ts';
import { resourceColumns, type ResourceRow, type ResourceTable } from './resource-table.ts';

/** A page of resources to find. `offset` and `limit` count resources; the order is stable, by id at the last. */
export type ListQuery = Readonly<{
  filter: Filter | undefined;
  sort: Readonly<{ by: AttributePath; descending: boolean }> | undefined;
  offset: number;
  limit: number;
  /** The tenant's Base URL when related resources are wanted, else undefined. */
  relatedAt: string | undefined;
}>;

/** The statements that answer a page, and the number of all resources that match. */
export function listResources(
  table: ResourceTable & Filterable,
  query: ListQuery,
): { page: Statement<ResourceRow>; count: Statement<{ total: string }> } {
  const values: Value[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const where = query.filter ? `where ${filterToSql(table, query.filter, bind)}` : '';
  const count = {
    text: `select count(*) as total from ${table.table} r ${where}`,
    values: [...values],
    columns: ['total'],
  };
  const order = query.sort ? `${sortToSql(table, query.sort.by, query.sort.descending, bind)}, r.id` : 'r.id';
  const columns =
    query.relatedAt === undefined ? table.alone : table.withRelated(`${bind(query.relatedAt)}::text`);
  const repeats = isMatch(query);
  // A plan that is kept must not know the numbers of one page; any other is better for knowing them.
  const number = (value: number) => (repeats ? bind(value) : String(Math.trunc(value)));
  const bounds = `${where} order by ${order} limit ${number(query.limit)} offset ${number(query.offset)}`;
  const text = repeats
    ? `select ${columns} ${table.from(table.table)} ${bounds}`
    : // The page is cut first: what a skipped resource is related to is never looked up.
      `select ${columns} ${table.from(`(select * from ${table.table} r ${bounds})`)} order by ${order}`;
  const name = repeats ? nameOf(text) : {};
  return { page: { ...name, text, values, columns: resourceColumns }, count };
}

/** Entra's match queries repeat a few short texts for ever, so their plans are kept. */
function isMatch({ filter, sort }: ListQuery): boolean {
  return !sort && filter?.kind === 'compare' && filter.operator === 'eq' && !filter.path.where;
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
