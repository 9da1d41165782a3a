import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import type { ConflictPerson } from './conflicts.ts';
import type { Page, PageOf } from './page.ts';

/** How somebody who is here will be recognised when SCIM brings them. */
export type TakeOverMatch = keyof typeof matches;

/** Somebody whom SCIM did not bring. `with` is who stands in the way of a clear match. */
export type TakeOverRow = ConflictPerson &
  Readonly<{
    match: TakeOverMatch;
    with: Readonly<{ id: string; displayName: string }> | null;
  }>;

/** The first that holds says how, so the order matters. */
const matches = {
  clash: sql<boolean>`r.id is not null`,
  userName: sql<boolean>`u.user_name like '%_@_%'`,
  subject: sql<boolean>`i.subject is not null`,
  email: sql<boolean>`u.origin = 'local' and u.email_key is not null`,
  none: sql<boolean>`true`,
} as const;

const matchNames = Object.keys(matches) as TakeOverMatch[];

/** One page of those whom SCIM did not bring, by name, of one kind of match where it is given. */
export async function listTakeOver(
  tx: TenantTransaction,
  { match, ...page }: Page & { match?: TakeOverMatch | undefined },
): Promise<PageOf<TakeOverRow>> {
  const all = tx.with('seen', () => seen(tx)).selectFrom('seen');
  const of = match === undefined ? all : all.where('match', '=', match);
  const { total } = await of.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow();
  const rows = await of
    .selectAll()
    .orderBy('key')
    .orderBy('id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { rows: rows.map(({ key: _key, ...row }) => row), total };
}

/** How many there are of each kind of match. */
export async function countTakeOver(tx: TenantTransaction): Promise<Record<TakeOverMatch, number>> {
  const rows = await tx
    .with('seen', () => seen(tx))
    .selectFrom('seen')
    .select(['match', sql<number>`count(*)::int`.as('people')])
    .groupBy('match')
    .execute();
  const counted = Object.fromEntries(rows.map(({ match, people }) => [match, people]));
  return Object.fromEntries(matchNames.map((name) => [name, counted[name] ?? 0])) as Record<
    TakeOverMatch,
    number
  >;
}

/**
 * Everyone whom SCIM did not bring. Somebody else whose userName is this person's address, or who has the same address,
 * is a clash: SCIM could mean either.
 */
function seen(tx: TenantTransaction) {
  const arms = sql.join(
    matchNames.map((name) => sql`when ${matches[name]} then ${sql.lit(name)}`),
    sql` `,
  );
  return tx
    .selectFrom('users as u')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('user_identities as i')
          .select(['i.subject', 'i.verified_email_key as verified'])
          .where(sql<boolean>`i.user_id = u.id`)
          .orderBy('i.last_sign_in_at', 'desc')
          .limit(1)
          .as('i'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('users as r')
          .select(['r.id', sql<string>`coalesce(r.display_name, r.user_name)`.as('displayName')])
          .where(
            sql<boolean>`r.id <> u.id and (
              r.user_name_key = coalesce(i.verified, case when u.origin = 'local' then u.email_key end)
              or (r.email_key = coalesce(i.verified, case when u.origin = 'local' then u.email_key end)
                and r.origin <> 'scim'))`,
          )
          .orderBy('r.id')
          .limit(1)
          .as('r'),
      (join) => join.onTrue(),
    )
    .where(sql<boolean>`u.origin <> 'scim'`)
    .select([
      'u.id',
      'u.user_name as userName',
      'u.display_name as displayName',
      'u.email',
      sql<ConflictPerson['origin']>`u.origin`.as('origin'),
      sql<string>`scim_time(u.created_at)`.as('createdAt'),
      sql<string | null>`scim_time(u.last_sign_in_at)`.as('lastSignInAt'),
      'u.display_key as key',
      sql<TakeOverMatch>`case ${arms} end`.as('match'),
      sql<TakeOverRow['with']>`case when r.id is not null then
        json_build_object('id', r.id, 'displayName', r."displayName") end`.as('with'),
    ]);
}
