import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import type { Page, PageOf } from './page.ts';
import { matchesSearch } from './search-condition.ts';

/** A resource of one of the tenant's own types as admins see it. */
export type DirectoryResourceRow = Readonly<{
  id: string;
  /** What a person would call it: its name, else what its schema calls unique, else an id. */
  displayName: string;
  externalId: string | null;
  origin: 'scim' | 'local';
  version: string;
  attributes: Readonly<Record<string, unknown>>;
  createdAt: Date;
  updatedAt: Date;
}>;

/** Which resources of a type to list. */
export type ResourceListQuery = Page &
  Readonly<{ search?: string | undefined; sort: keyof typeof sortKeys; descending: boolean }>;

const firstText = (path: string) =>
  sql`jsonb_path_query_first(r.attributes, ${sql.lit(`${path} ? (@.type() == "string")`)}) #>> '{}'`;

type NamedResource = Readonly<{ id: string; type_id: string; name: string; endpoint: string }>;

/** The resources of all types, each with its type's endpoint and with its own name. */
const named = sql<NamedResource>`(
  select r.*, t.endpoint, coalesce(
    ${firstText('$.displayName')}, ${firstText('$.name')}, ${firstText('$.name.formatted')},
    r.attributes ->> u.attribute, r.external_id, r.id::text) as name
  from resource_types t
  join schemas s on s.id = t.id
  left join lateral (
    select a ->> 'name' as attribute from jsonb_array_elements(s.definition -> 'attributes') a
    where a ->> 'uniqueness' <> 'none' limit 1) u on true
  join custom_resources r on r.type_id = t.id)`.as('r');

const sortKeys = {
  displayName: sql`fold(r.name)`,
  updatedAt: sql`r.updated_at`,
  createdAt: sql`r.created_at`,
} as const;

const searchKey = sql<string>`fold(concat(' ', r.name, E'\n ', r.external_id, E'\n ', r.unique_key))`;

const columns = [
  'r.id',
  'r.name as displayName',
  sql<string | null>`r.external_id`.as('externalId'),
  sql<DirectoryResourceRow['origin']>`r.origin`.as('origin'),
  sql<string>`r.version`.as('version'),
  sql<DirectoryResourceRow['attributes']>`r.attributes`.as('attributes'),
  sql<Date>`r.created_at`.as('createdAt'),
  sql<Date>`r.updated_at`.as('updatedAt'),
] as const;

/** One page of the resources of that type that match, in a stable order. */
export async function listDirectoryResources(
  tx: TenantTransaction,
  typeId: string,
  query: ResourceListQuery,
): Promise<PageOf<DirectoryResourceRow>> {
  const conditions = query.search ? [matchesSearch(query.search, searchKey)] : [];
  const matching = tx
    .selectFrom(named)
    .where('r.type_id', '=', typeId)
    .where((eb) => eb.and(conditions));
  const { total } = await matching.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow();
  const rows = await matching
    .select(columns)
    .orderBy(sortKeys[query.sort], query.descending ? 'desc' : 'asc')
    .orderBy('r.id')
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return { rows, total };
}

/** The resource of that type and id. */
export function findDirectoryResource(
  tx: TenantTransaction,
  typeId: string,
  id: string,
): Promise<DirectoryResourceRow | undefined> {
  return tx
    .selectFrom(named)
    .select(columns)
    .where('r.type_id', '=', typeId)
    .where('r.id', '=', id)
    .executeTakeFirst();
}

/** The first resources of any of the tenant's own types that match what was typed, by name. */
export function findResourcesByName(
  tx: TenantTransaction,
  typed: string,
  limit: number,
): Promise<{ id: string; displayName: string; endpoint: string }[]> {
  return tx
    .selectFrom(named)
    .select(['r.id', 'r.name as displayName', 'r.endpoint'])
    .where(matchesSearch(typed, searchKey))
    .orderBy(sortKeys.displayName)
    .orderBy('r.id')
    .limit(limit)
    .execute();
}
