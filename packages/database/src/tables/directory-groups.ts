import { sql } from 'kysely';
import { groupModified, groupVersion } from '../filter/columns.ts';
import type { TenantTransaction } from '../tenant-transaction.ts';
import type { DirectoryUserRow } from './directory-users.ts';
import type { Page, PageOf } from './page.ts';
import { matchesSearch } from './search-condition.ts';

/** A group as admins see it. */
export type DirectoryGroupRow = Readonly<{
  id: string;
  displayName: string;
  externalId: string | null;
  /** How many users and groups are directly in it. */
  members: number;
  origin: 'scim' | 'local';
  createdAt: Date;
  updatedAt: Date;
}>;

/** Which groups to list. */
export type GroupListQuery = Page &
  Readonly<{ search?: string | undefined; sort: keyof typeof sortKeys; descending: boolean }>;

/** A user or group directly in a group. What only users have is null for a group. */
export type MemberRow = Readonly<{
  id: string;
  type: 'User' | 'Group';
  displayName: string;
  userName: string | null;
  email: string | null;
  active: boolean | null;
  access: DirectoryUserRow['access'] | null;
}>;

const members = sql<number>`(select count(*)::int from memberships m where m.group_id = r.id and m.requested)`;
const updatedAt = sql<Date>`${sql.raw(groupModified)}`;

const sortKeys = { displayName: sql`r.display_key`, members, updatedAt } as const;

const columns = [
  'r.id',
  'r.display_name as displayName',
  'r.external_id as externalId',
  members.as('members'),
  sql<DirectoryGroupRow['origin']>`r.origin`.as('origin'),
  'r.created_at as createdAt',
  updatedAt.as('updatedAt'),
] as const;

/** One page of the groups that match, in a stable order. */
export async function listDirectoryGroups(
  tx: TenantTransaction,
  query: GroupListQuery,
): Promise<PageOf<DirectoryGroupRow>> {
  const { search } = query;
  const conditions = search ? [matchesSearch(search, sql<string>`' ' || r.display_key`)] : [];
  const matching = tx.selectFrom('groups as r').where((eb) => eb.and(conditions));
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

/** The group of that id. Its version counts changes of members too. */
export function findDirectoryGroup(
  tx: TenantTransaction,
  id: string,
): Promise<(DirectoryGroupRow & { version: string }) | undefined> {
  return tx
    .selectFrom('groups as r')
    .select([...columns, sql<string>`${sql.raw(groupVersion)}`.as('version')])
    .where('r.id', '=', id)
    .executeTakeFirst();
}

const memberKey = sql<string>`coalesce(u.display_key, g.display_key)`;
const searchKey = sql<string>`coalesce(u.search_key, ' ' || g.display_key)`;

/** One page of the group's direct members that match, by name. */
export async function listMembers(
  tx: TenantTransaction,
  groupId: string,
  { search, limit, offset }: Page & { search?: string | undefined },
): Promise<PageOf<MemberRow>> {
  const conditions = search ? [matchesSearch(search, searchKey)] : [];
  const matching = tx
    .selectFrom('memberships as m')
    .leftJoin('users as u', 'u.id', 'm.user_id')
    .leftJoin('groups as g', 'g.id', 'm.subgroup_id')
    .where('m.group_id', '=', groupId)
    .where('m.requested', '=', true)
    .where((eb) => eb.and(conditions));
  const { total } = await matching.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow();
  const rows = await matching
    .select([
      sql<string>`m.member_id`.as('id'),
      sql<MemberRow['type']>`case when m.user_id is null then 'Group' else 'User' end`.as('type'),
      sql<string>`coalesce(u.display_name, u.user_name, g.display_name)`.as('displayName'),
      'u.user_name as userName',
      'u.email',
      'u.active',
      'u.access',
    ])
    .orderBy(memberKey)
    .orderBy('m.member_id')
    .limit(limit)
    .offset(offset)
    .execute();
  return { rows, total };
}
