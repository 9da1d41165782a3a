import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Value } from '../batch.ts';
import { isUuid } from '../is-uuid.ts';
import { peopleSought, type Rules } from './effective-access.ts';
import { holdsWords } from './search-condition.ts';

/** Which users are meant. A status is about requested and effective state together; without one, whoever is not archived. */
export type UserFilter = Readonly<{
  search?: string | undefined;
  status?: UserStatus | undefined;
  origin?: 'scim' | 'jit' | 'local' | undefined;
  /** In that group, itself or through groups inside it. */
  groupId?: string | undefined;
  /** With `groupId`: only those that the group itself names. */
  directOnly?: boolean | undefined;
  /** Who holds that role, by name, through a group or by its rule. */
  role?: Readonly<{ id: string; rules: Rules }> | undefined;
  signedIn?: Readonly<{ since: Date } | { before: Date } | 'never'> | undefined;
}>;

export type UserStatus = keyof typeof statusConditions;

/** Active may sign in; inactive is so by request; suspended is requested active and kept out all the same. */
export const statusConditions = {
  active: sql<SqlBool>`(u.active and u.access = 'granted' and u.archived_at is null)`,
  inactive: sql<SqlBool>`(not u.active and u.archived_at is null)`,
  suspended: sql<SqlBool>`(u.active and u.access = 'suspended' and u.archived_at is null)`,
  held: sql<SqlBool>`(u.access = 'held' and u.archived_at is null)`,
  archived: sql<SqlBool>`u.archived_at is not null`,
} as const;

/** The conditions on `users as u` that the filter stands for. */
export function userConditions(filter: UserFilter): RawBuilder<SqlBool>[] {
  const { search, status, origin, groupId, directOnly, role, signedIn } = filter;
  return [
    status ? statusConditions[status] : sql<SqlBool>`u.archived_at is null`,
    ...(search ? [found(search)] : []),
    ...(origin ? [sql<SqlBool>`u.origin = ${origin}`] : []),
    ...(groupId ? [inGroup(groupId, directOnly === true)] : []),
    ...(role ? [holdsRole(role)] : []),
    ...(signedIn ? [lastSignIn(signedIn)] : []),
  ];
}

/** By name, user name and e-mail address, by the start of the external id, and by our own id. */
function found(typed: string): RawBuilder<SqlBool> {
  const byName = holdsWords(typed, sql<string>`u.search_key`);
  // A GUID holds many a short word, so an external id counts from where it starts, and not before it can be one.
  if (typed.length < 3 || /\s/.test(typed)) return byName;
  return sql<SqlBool>`(${byName} or u.id = any(array(select e.id from users e
    where e.external_id >= ${typed} and e.external_id < prefix_end(${typed}) limit 1000))
    ${isUuid(typed) ? sql`or u.id = ${typed}` : sql``})`;
}

/**
 * Said as a truth and not as a join: how many a group has below it is more than Postgres guesses, and a join made by the
 * guess looks everyone up one by one. As a truth, the members are put into a hash once (docs/performance.md).
 */
function inGroup(groupId: string, directOnly: boolean): RawBuilder<SqlBool> {
  const groups = directOnly
    ? sql`(select ${groupId}::uuid)`
    : sql`(select g from groups_below(${groupId}::uuid) g)`;
  return sql<SqlBool>`(u.id in (select m.user_id from memberships m
    where m.group_id = any(array${groups}) and m.user_id is not null and m.requested)) is true`;
}

/** Asked of the one place that says who holds a role. Its values are bound on their way into this statement. */
function holdsRole({ id, rules }: NonNullable<UserFilter['role']>): RawBuilder<SqlBool> {
  const values: Value[] = [];
  const written = peopleSought({ roles: [id] }, rules, (value) => `\0${values.push(value) - 1}\0`);
  const pieces = written
    .split('\0')
    .map((piece, index) => (index % 2 === 0 ? sql.raw(piece) : sql`${values[Number(piece)]}`));
  return sql<SqlBool>`(u.id in (with recursive ${sql.join(pieces, sql.raw(''))} select id from holders)) is true`;
}

function lastSignIn(signedIn: NonNullable<UserFilter['signedIn']>): RawBuilder<SqlBool> {
  if (signedIn === 'never') return sql<SqlBool>`u.last_sign_in_at is null`;
  if ('since' in signedIn) return sql<SqlBool>`u.last_sign_in_at >= ${signedIn.since}`;
  return sql<SqlBool>`u.last_sign_in_at < ${signedIn.before}`;
}
