import { sql } from 'kysely';
import { groupModified, groupVersion } from '../filter/columns.ts';
import type { TenantTransaction } from '../tenant-transaction.ts';
import type { DirectoryUserRow } from './directory-users.ts';
import { eachPortion } from './each-portion.ts';
import type { Page, PageOf } from './page.ts';
import { holdsWords, searchRank } from './search-condition.ts';

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
  /** Since when an admin has put it away. */
  archivedAt: Date | null;
}>;

/** Which groups are meant: without a status, whichever is not archived. */
export type GroupFilter = Readonly<{
  search?: string | undefined;
  origin?: DirectoryGroupRow['origin'] | undefined;
  status?: 'empty' | 'archived' | undefined;
}>;

/** Which groups to list, and in which order. */
export type GroupListQuery = Page &
  GroupFilter &
  Readonly<{ sort: keyof typeof sortKeys; descending: boolean }>;

/** A user or group in a group. What only users have is null for a group. */
export type MemberRow = Readonly<{
  id: string;
  type: 'User' | 'Group';
  displayName: string;
  userName: string | null;
  email: string | null;
  active: boolean | null;
  access: DirectoryUserRow['access'] | null;
  /** The group inside that names them, where the group itself does not. */
  through: Readonly<{ id: string; displayName: string }> | null;
}>;

const members = sql<number>`(select count(*)::int from memberships m where m.group_id = r.id and m.requested)`;
const updatedAt = sql<Date>`${sql.raw(groupModified)}`;

const nameKey = sql<string>`' ' || r.display_key`;
/** All members counted in one pass: what puts groups in order by size. A page counts those of its own groups. */
const sizes = sql<{
  group_id: string;
  size: number;
}>`(select m.group_id, count(*)::int as size from memberships m
  where m.requested group by m.group_id)`.as('s');
const sortKeys = {
  displayName: sql`r.display_key`,
  members: sql`coalesce(s.size, 0)`,
  updatedAt,
} as const;

const columns = [
  'r.id',
  'r.display_name as displayName',
  'r.external_id as externalId',
  members.as('members'),
  sql<DirectoryGroupRow['origin']>`r.origin`.as('origin'),
  'r.created_at as createdAt',
  updatedAt.as('updatedAt'),
  'r.archived_at as archivedAt',
] as const;

/** One page of the groups that match, in a stable order; of a search by name the nearest come first. */
export async function listDirectoryGroups(
  tx: TenantTransaction,
  query: GroupListQuery,
): Promise<PageOf<DirectoryGroupRow>> {
  const { total } = await matchingGroups(tx, query)
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow();
  const ids = await inOrder(matchingGroups(tx, query), query)
    .select('r.id')
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return { rows: await groupsById(tx, ids), total };
}

/** The groups of those ids, in the order of the ids. */
async function groupsById(
  tx: TenantTransaction,
  ids: readonly { id: string }[],
): Promise<DirectoryGroupRow[]> {
  if (ids.length === 0) return [];
  const wanted = ids.map(({ id }) => id);
  const rows = await tx.selectFrom('groups as r').select(columns).where('r.id', 'in', wanted).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return wanted.flatMap((id) => byId.get(id) ?? []);
}

/** `take` has been given every group that matches, some at a time and in the order of the list. */
export async function eachMatchingGroup(
  tx: TenantTransaction,
  query: Omit<GroupListQuery, 'limit' | 'offset'>,
  take: (rows: DirectoryGroupRow[]) => Promise<void>,
): Promise<void> {
  await eachPortion(tx, inOrder(matchingGroups(tx, query), query).select(columns), take);
}

/** The groups that the filter means, as `r`. */
export function matchingGroups(tx: TenantTransaction, { search, origin, status }: GroupFilter) {
  const conditions = [
    status === 'archived' ? sql<boolean>`r.archived_at is not null` : sql<boolean>`r.archived_at is null`,
    ...(status === 'empty'
      ? [sql<boolean>`not exists (select from memberships m where m.group_id = r.id and m.requested)`]
      : []),
    ...(origin ? [sql<boolean>`r.origin = ${origin}`] : []),
    ...(search ? [holdsWords(search, nameKey)] : []),
  ];
  return tx.selectFrom('groups as r').where((eb) => eb.and(conditions));
}

function inOrder(
  matching: ReturnType<typeof matchingGroups>,
  { search, sort, descending }: Pick<GroupListQuery, 'search' | 'sort' | 'descending'>,
) {
  const nearest =
    search && sort === 'displayName' && !descending
      ? matching.orderBy(searchRank(search, nameKey))
      : matching;
  return nearest
    .$if(sort === 'members', (query) =>
      query.leftJoin(sizes, (join) => join.onRef('s.group_id', '=', 'r.id')),
    )
    .orderBy(sortKeys[sort], descending ? 'desc' : 'asc')
    .orderBy('r.id');
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

/** Which members of a group to list. */
export type MemberQuery = Page & Readonly<{ search?: string | undefined }>;

/** One page of the users and groups that the group names, of those that match, by name. */
export async function listMembers(
  tx: TenantTransaction,
  groupId: string,
  { search, limit, offset }: MemberQuery,
): Promise<PageOf<MemberRow>> {
  const conditions = search ? [holdsWords(search, searchKey)] : [];
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
      sql<string>`coalesce(m.user_id, m.subgroup_id)`.as('id'),
      sql<MemberRow['type']>`case when m.user_id is null then 'Group' else 'User' end`.as('type'),
      sql<string>`coalesce(u.display_name, u.user_name, g.display_name)`.as('displayName'),
      'u.user_name as userName',
      'u.email',
      'u.active',
      'u.access',
      sql<null>`null`.as('through'),
    ])
    .orderBy(memberKey)
    .orderBy(sql`coalesce(m.user_id, m.subgroup_id)`)
    .limit(limit)
    .offset(offset)
    .execute();
  return { rows, total };
}
