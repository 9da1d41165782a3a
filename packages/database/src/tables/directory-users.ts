import { sql, type SqlBool } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import type { Page, PageOf } from './page.ts';
import { matchesSearch } from './search-condition.ts';

/** A user as admins see them in a list. */
export type DirectoryUserRow = Readonly<{
  id: string;
  userName: string;
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
}>;

/** A user with everything known of them. `manager` is there when the manager is a user here. */
export type DirectoryUserDetail = DirectoryUserRow &
  Readonly<{
    externalId: string | null;
    version: string;
    attributes: Readonly<Record<string, unknown>>;
    manager: Readonly<{ id: string; displayName: string }> | null;
  }>;

/** Which users to list. A status is about requested and effective state together. */
export type UserListQuery = Page &
  Readonly<{
    search?: string | undefined;
    status?: UserStatus | undefined;
    origin?: DirectoryUserRow['origin'] | undefined;
    sort: keyof typeof sortKeys;
    descending: boolean;
  }>;

export type UserStatus = keyof typeof statusConditions;

const enterprise = sql.lit('urn:ietf:params:scim:schemas:extension:enterprise:2.0:User');

/** Active may sign in; inactive is so by request; suspended is requested active and kept out all the same. */
export const statusConditions = {
  active: sql<SqlBool>`(u.active and u.access = 'granted')`,
  inactive: sql<SqlBool>`(not u.active)`,
  suspended: sql<SqlBool>`(u.active and u.access = 'suspended')`,
} as const;

const sortKeys = {
  displayName: sql`u.display_key`,
  userName: sql`u.user_name_key`,
  email: sql`fold(u.email)`,
  updatedAt: sql`u.updated_at`,
  createdAt: sql`u.created_at`,
} as const;

/** One page of the users that match, in a stable order; those without the value sorted by come last. */
export async function listDirectoryUsers(
  tx: TenantTransaction,
  query: UserListQuery,
): Promise<PageOf<DirectoryUserRow>> {
  const matching = matchingUsers(tx, query);
  const { total } = await matching.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow();
  const rows = await matching
    .select(columns)
    .orderBy(sortKeys[query.sort], (order) => (query.descending ? order.desc() : order.asc()).nullsLast())
    .orderBy('u.id')
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return { rows, total };
}

function matchingUsers(tx: TenantTransaction, { search, status, origin }: UserListQuery) {
  const conditions = [
    ...(search ? [matchesSearch(search, sql<string>`u.search_key`)] : []),
    ...(status ? [statusConditions[status]] : []),
    ...(origin ? [sql<boolean>`u.origin = ${origin}`] : []),
  ];
  return tx.selectFrom('users as u').where((eb) => eb.and(conditions));
}

const columns = [
  'u.id',
  'u.user_name as userName',
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
] as const;

/** The user of that id. */
export function findDirectoryUser(
  tx: TenantTransaction,
  id: string,
): Promise<DirectoryUserDetail | undefined> {
  return tx
    .selectFrom('users as u')
    .leftJoin('users as m', (join) =>
      join.on(sql`m.id::text`, '=', sql`u.attributes -> ${enterprise} -> 'manager' ->> 'value'`),
    )
    .select([
      ...columns,
      'u.external_id as externalId',
      'u.version',
      sql<DirectoryUserDetail['attributes']>`u.attributes`.as('attributes'),
      sql<DirectoryUserDetail['manager']>`case when m.id is not null then
        json_build_object('id', m.id, 'displayName', coalesce(m.display_name, m.user_name)) end`.as(
        'manager',
      ),
    ])
    .where('u.id', '=', id)
    .executeTakeFirst();
}

/** The first groups the user is directly in, by name, and how many there are. */
export async function listGroupsOfUser(
  tx: TenantTransaction,
  userId: string,
  limit: number,
): Promise<PageOf<{ id: string; displayName: string }>> {
  const of = tx
    .selectFrom('memberships as m')
    .innerJoin('groups as g', 'g.id', 'm.group_id')
    .where('m.user_id', '=', userId)
    .where('m.requested', '=', true);
  const { total } = await of.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow();
  const rows = await of
    .select(['g.id', 'g.display_name as displayName'])
    .orderBy('g.display_key')
    .limit(limit)
    .execute();
  return { rows, total };
}
