import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import { eachPortion } from './each-portion.ts';
import type { Page, PageOf } from './page.ts';
import { searchRank } from './search-condition.ts';
import { userConditions, type UserFilter } from './user-filter.ts';

/** A user as admins see them in a list. */
export type DirectoryUserRow = Readonly<{
  id: string;
  userName: string;
  externalId: string | null;
  displayName: string | null;
  email: string | null;
  department: string | null;
  title: string | null;
  /** What the identity provider requests. */
  active: boolean;
  /** What is effective. */
  access: 'granted' | 'suspended' | 'pending' | 'held';
  origin: 'scim' | 'jit' | 'local';
  createdAt: Date;
  updatedAt: Date;
  lastSignInAt: Date | null;
  /** Since when an admin has put them away. */
  archivedAt: Date | null;
}>;

/** A user with everything known of them. `manager` is there when the manager is a user here. */
export type DirectoryUserDetail = DirectoryUserRow &
  Readonly<{
    /** An admin has suspended them, whoever keeps them. */
    keptOut: boolean;
    version: string;
    attributes: Readonly<Record<string, unknown>>;
    manager: Readonly<{ id: string; displayName: string }> | null;
  }>;

/** Which users to list, and in which order. */
export type UserListQuery = Page &
  UserFilter &
  Readonly<{ sort: keyof typeof sortKeys; descending: boolean }>;

const enterprise = sql.lit('urn:ietf:params:scim:schemas:extension:enterprise:2.0:User');

const sortKeys = {
  displayName: sql`u.display_key`,
  userName: sql`u.user_name_key`,
  email: sql`u.email_key`,
  updatedAt: sql`u.updated_at`,
  createdAt: sql`u.created_at`,
  lastSignInAt: sql`u.last_sign_in_at`,
} as const;

/**
 * One page of the users that match, in a stable order; those without the value sorted by come last. Of a search by name
 * come first whose name starts so, then those of whom a word does. Only ids are put in order: what the page shows is then
 * read for its rows alone, so that the last page costs hardly more than the first (docs/performance.md).
 */
export async function listDirectoryUsers(
  tx: TenantTransaction,
  query: UserListQuery,
): Promise<PageOf<DirectoryUserRow>> {
  const { total } = await matchingUsers(tx, query)
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow();
  const ids = await inOrder(matchingUsers(tx, query), query)
    .select('u.id')
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return {
    rows: await usersById(
      tx,
      ids.map(({ id }) => id),
    ),
    total,
  };
}

/** The users that the filter means, as `u`. */
export function matchingUsers(tx: TenantTransaction, filter: UserFilter) {
  return tx.selectFrom('users as u').where((eb) => eb.and(userConditions(filter)));
}

function inOrder(matching: ReturnType<typeof matchingUsers>, query: Omit<UserListQuery, 'limit' | 'offset'>) {
  const { search, sort, descending } = query;
  const nearest =
    search && sort === 'displayName' && !descending
      ? matching.orderBy(searchRank(search, sql<string>`u.search_key`))
      : matching;
  // What cannot be missing takes the order of its index.
  const isAlwaysThere = sort === 'displayName' || sort === 'userName';
  // In the order of the index each row is fetched from another place. Where the filter needs the rows themselves, they are
  // read as they lie and sorted: with an expression in its place no index has that order.
  const key = isAlwaysThere && readsRows(query) ? sql`${sortKeys[sort]} || ''` : sortKeys[sort];
  return nearest
    .orderBy(key, (order) => {
      const directed = descending ? order.desc() : order.asc();
      return isAlwaysThere ? directed : directed.nullsLast();
    })
    .orderBy('u.id', descending && isAlwaysThere ? 'desc' : 'asc');
}

function readsRows({ status, origin, signedIn }: UserFilter): boolean {
  return (status !== undefined && status !== 'archived') || origin !== undefined || signedIn !== undefined;
}

/** The users of those ids, in the order of the ids. */
export async function usersById(tx: TenantTransaction, ids: readonly string[]): Promise<DirectoryUserRow[]> {
  if (ids.length === 0) return [];
  const rows = await tx.selectFrom('users as u').select(columns).where('u.id', 'in', ids).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/**
 * `take` has been given every user that matches, some at a time and in the order of the list, from a cursor in the
 * database: what is in memory is one portion, and what changes meanwhile is not seen.
 */
export async function eachMatchingUser(
  tx: TenantTransaction,
  query: Omit<UserListQuery, 'limit' | 'offset'>,
  take: (rows: DirectoryUserRow[]) => Promise<void>,
): Promise<void> {
  await eachPortion(tx, inOrder(matchingUsers(tx, query), query).select(columns), take);
}

const columns = [
  'u.id',
  'u.user_name as userName',
  'u.external_id as externalId',
  'u.display_name as displayName',
  'u.email',
  sql<string | null>`u.attributes -> ${enterprise} ->> 'department'`.as('department'),
  sql<string | null>`u.attributes ->> 'title'`.as('title'),
  'u.active',
  sql<DirectoryUserRow['access']>`u.access`.as('access'),
  sql<DirectoryUserRow['origin']>`u.origin`.as('origin'),
  'u.created_at as createdAt',
  'u.updated_at as updatedAt',
  'u.last_sign_in_at as lastSignInAt',
  'u.archived_at as archivedAt',
] as const;

/** Any text may stand there; only an id of ours is looked up, by key. */
const managerId = sql<string>`u.attributes -> ${enterprise} -> 'manager' ->> 'value'`;

/** The user of that id. */
export function findDirectoryUser(
  tx: TenantTransaction,
  id: string,
): Promise<DirectoryUserDetail | undefined> {
  return tx
    .selectFrom('users as u')
    .leftJoin('users as m', (join) =>
      join.on(
        'm.id',
        '=',
        sql<string>`case when pg_input_is_valid(${managerId}, 'uuid') then (${managerId})::uuid end`,
      ),
    )
    .select([
      ...columns,
      'u.version',
      sql<boolean>`u.suspended_at is not null`.as('keptOut'),
      sql<DirectoryUserDetail['attributes']>`u.attributes`.as('attributes'),
      sql<DirectoryUserDetail['manager']>`case when m.id is not null then
        json_build_object('id', m.id, 'displayName', coalesce(m.display_name, m.user_name)) end`.as(
        'manager',
      ),
    ])
    .where('u.id', '=', id)
    .executeTakeFirst();
}
