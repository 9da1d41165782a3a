import { countResources, listResources as page, type ListQuery, type ListedRow } from '@rollcall/database';
import { invalidCount, printFilter, printPath } from '@rollcall/scim';
import { openCursor, sealCursor, type PageCursor } from './page-cursor.ts';
import { resourceAnswer, type ResourceAnswer } from './resource-answer.ts';
import type { ResourceType } from './resource-type.ts';
import type { ScimScope } from './scim-scope.ts';
import { trip } from './trip.ts';

/** Which resources, in which order, how many, from where: a place counted from 1, or a cursor, empty for the first page. */
export type PageQuery = Pick<ListQuery, 'filter' | 'sort'> &
  Readonly<{
    count: number;
    page: Readonly<{ startIndex: number }> | Readonly<{ cursor: string }>;
    /** Whether the answer needs what resources of that type are related to. */
    related: (type: ResourceType) => boolean;
  }>;

/** A page, how many match in all, and cursors to the pages beside it where there are any. */
export type ResourcePage = Readonly<{
  resources: readonly Readonly<{ type: ResourceType; answer: ResourceAnswer }>[];
  total: number;
  nextCursor?: string;
  previousCursor?: string;
}>;

/** One page of the resources of these types that match, in a stable order (RFC 7644 §3.4.2, RFC 9865 §2). */
export async function listResources(
  scope: ScimScope,
  types: readonly ResourceType[],
  query: PageQuery,
): Promise<ResourcePage> {
  if (query.count === 0) return { resources: [], total: await countAll(scope, types, query) };
  return 'cursor' in query.page
    ? pageByCursor(scope, types, query, query.page.cursor)
    : pageByIndex(scope, types, query, query.page.startIndex - 1);
}

async function pageByIndex(
  scope: ScimScope,
  types: readonly ResourceType[],
  query: PageQuery,
  offset: number,
): Promise<ResourcePage> {
  const rows = await readPage(scope, types, query, query.count, { offset });
  // A page that is not full is the last one, and its end is the total; only an inner page needs a count of its own.
  const isLast = rows.length < query.count && (rows.length > 0 || offset === 0);
  const total = isLast ? offset + rows.length : await countAll(scope, types, query);
  return { resources: answersOf(scope, types, rows), total };
}

/** A page costs the same wherever it is: it begins at a position in the order, and nothing before that is looked at. */
async function pageByCursor(
  scope: ScimScope,
  types: readonly ResourceType[],
  query: PageQuery,
  text: string,
): Promise<ResourcePage> {
  const list = listNameOf(scope, types, query);
  const from = text === '' ? undefined : openCursor(scope.cursors, list, text, scope.now());
  if (from && from.count !== query.count) {
    throw invalidCount(`This cursor was given for pages of ${from.count}. Send the same count with it.`);
  }
  // One more than the page holds tells whether the list goes on.
  const found = await readPage(scope, types, query, query.count + 1, { position: from });
  const goesOn = found.length > query.count;
  const rows = found.slice(0, query.count);
  if (from?.before) rows.reverse();
  const total = from?.total ?? (goesOn ? await countAll(scope, types, query) : rows.length);
  const cursorAt = (row: ListedRow | undefined, before: boolean) => {
    if (!row) return undefined;
    const cursor: PageCursor = { key: row.sort_key, id: row.id, before, count: query.count, total };
    return sealCursor(scope.cursors, list, cursor, scope.now());
  };
  const nextCursor = goesOn || from?.before ? cursorAt(rows.at(-1), false) : undefined;
  const previousCursor = from && (goesOn || !from.before) ? cursorAt(rows[0], true) : undefined;
  return {
    resources: answersOf(scope, types, rows),
    total,
    ...(nextCursor ? { nextCursor } : {}),
    ...(previousCursor ? { previousCursor } : {}),
  };
}

async function readPage(
  scope: ScimScope,
  types: readonly ResourceType[],
  query: PageQuery,
  limit: number,
  from: ListQuery['from'],
): Promise<ListedRow[]> {
  const listed = types.map((type) => ({ table: type.table, related: query.related(type) }));
  const [rows] = await trip(scope, [page(listed, { ...query, limit, from, baseUrl: scope.baseUrl })]);
  // Entra finds a user by a match and then changes it; whoever walks a list changes nobody, and it may be long.
  const [only, ...others] = rows;
  if (only && others.length === 0) scope.remembered.remember(scope.tenant.id, only);
  return rows;
}

async function countAll(
  scope: ScimScope,
  types: readonly ResourceType[],
  { filter }: PageQuery,
): Promise<number> {
  const listed = types.map(({ table }) => ({ table, related: false }));
  const [[count]] = await trip(scope, [countResources(listed, { filter, baseUrl: scope.baseUrl })]);
  return Number(count?.total);
}

function answersOf(
  scope: ScimScope,
  types: readonly ResourceType[],
  rows: readonly ListedRow[],
): ResourcePage['resources'] {
  return rows.map((row) => {
    const type = types[Number(row.place)];
    if (!type) throw new Error(`A row came from table ${row.place} of ${types.length}`);
    return { type, answer: resourceAnswer(type, row, scope.baseUrl) };
  });
}

/** What a cursor is good for: one tenant's list of that filter and order. */
function listNameOf(scope: ScimScope, types: readonly ResourceType[], { filter, sort }: PageQuery): string {
  return JSON.stringify([
    scope.tenant.id,
    types.map(({ endpoint }) => endpoint),
    filter ? printFilter(filter) : null,
    sort ? [printPath(sort.by), sort.descending] : null,
  ]);
}
