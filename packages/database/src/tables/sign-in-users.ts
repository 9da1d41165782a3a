import { sql } from 'kysely';
import type { ClaimName } from '../filter/claims.ts';
import type { TenantTransaction } from '../tenant-transaction.ts';

/** What a sign-in needs to know of a person. */
export type SignInUser = Readonly<{
  id: string;
  label: string;
  access: 'granted' | 'suspended' | 'pending' | 'held';
  origin: 'scim' | 'jit' | 'local';
  attributes: Readonly<Record<string, unknown>>;
}>;

const columns = [
  'u.id',
  sql<string>`coalesce(u.display_name, u.user_name)`.as('label'),
  sql<SignInUser['access']>`u.access`.as('access'),
  sql<SignInUser['origin']>`u.origin`.as('origin'),
  sql<SignInUser['attributes']>`u.attributes`.as('attributes'),
] as const;

/** The person who is that subject to that issuer, held until the transaction ends. */
export function lockUserBySubject(
  tx: TenantTransaction,
  { issuer, subject }: Readonly<{ issuer: string; subject: string }>,
): Promise<SignInUser | undefined> {
  return tx
    .selectFrom('user_identities as i')
    .innerJoin('users as u', 'u.id', 'i.user_id')
    .select(columns)
    .where('i.issuer', '=', issuer)
    .where('i.subject', '=', subject)
    .forNoKeyUpdate('u')
    .executeTakeFirst();
}

/** The person of that userName in any case of letters, held until the transaction ends, and who they are to the issuer. */
export function lockUserByName(
  tx: TenantTransaction,
  { issuer, userName }: Readonly<{ issuer: string; userName: string }>,
): Promise<(SignInUser & { subject: string | null }) | undefined> {
  return tx
    .selectFrom('users as u')
    .select([
      ...columns,
      sql<
        string | null
      >`(select i.subject from user_identities i where i.user_id = u.id and i.issuer = ${issuer})`.as(
        'subject',
      ),
    ])
    .where('u.user_name_key', '=', sql<string>`fold(${userName})`)
    .forNoKeyUpdate('u')
    .executeTakeFirst();
}

/** Whether the address is anyone's e-mail address or userName here. */
export async function isKnownAddress(tx: TenantTransaction, email: string): Promise<boolean> {
  const { known } = await sql<{ known: boolean }>`select
      exists (select from users where email_key = fold(${email}))
      or exists (select from further_emails where email_key = fold(${email}))
      or exists (select from users where user_name_key = fold(${email})) as known`
    .execute(tx)
    .then(({ rows }) => rows[0] ?? { known: false });
  return known;
}

/** A new person whom a sign-in brought, with access. */
export async function insertJitUser(
  tx: TenantTransaction,
  written: Readonly<{ attributes: string; extensionUrns: string }>,
): Promise<{ id: string; label: string }> {
  return tx
    .insertInto('users')
    .values({
      attributes: written.attributes,
      extension_urns: written.extensionUrns,
      access: 'granted',
      origin: 'jit',
      // The trigger derives these from the attributes.
      user_name: '',
      user_name_key: '',
      display_key: '',
      search_key: '',
      active: true,
    })
    .returning(['id', sql<string>`coalesce(display_name, user_name)`.as('label')])
    .executeTakeFirstOrThrow();
}

/** The person has these attributes, in a new version. */
export async function updateJitUser(tx: TenantTransaction, id: string, attributes: string): Promise<void> {
  await tx
    .updateTable('users')
    .set({ attributes, version: sql`version + 1`, updated_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/** What a sign-in claimed, and which of it the provider left out for its length; null is no claim. */
export type SignInClaims = Readonly<{
  groups: readonly string[] | null;
  roles: readonly string[] | null;
  groupsLeftOut: boolean;
  rolesLeftOut: boolean;
}>;

type Claimed = Pick<SignInClaims, ClaimName>;

/**
 * The person has signed in as that subject, with that verified address and these claims, at the provider that the settings
 * name so; the answer is what was claimed before, nothing at the first sign-in.
 */
export async function storeIdentity(
  tx: TenantTransaction,
  userId: string,
  identity: Readonly<{
    issuer: string;
    subject: string;
    verifiedEmail: string | undefined;
    claims: SignInClaims;
  }>,
  { provider, now }: Readonly<{ provider: string; now: Date }>,
): Promise<Claimed> {
  const { issuer, subject, claims } = identity;
  const said = {
    provider,
    groups: claims.groups && JSON.stringify(claims.groups),
    roles: claims.roles && JSON.stringify(claims.roles),
    groups_left_out: claims.groupsLeftOut,
    roles_left_out: claims.rolesLeftOut,
    verified_email_key: sql<string | null>`fold(${identity.verifiedEmail ?? null})`,
    last_sign_in_at: now,
  };
  const before = await tx
    .insertInto('user_identities')
    .values({ user_id: userId, issuer, subject, linked_at: now, ...said })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'issuer', 'subject']).doUpdateSet(said))
    .returning(claimed('old'))
    .executeTakeFirstOrThrow();
  await tx.updateTable('users').set({ last_sign_in_at: now }).where('id', '=', userId).execute();
  return before;
}

const claimed = (row: 'old' | 'user_identities') =>
  [
    sql<Claimed['groups']>`${sql.ref(row)}.groups`.as('groups'),
    sql<Claimed['roles']>`${sql.ref(row)}.roles`.as('roles'),
  ] as const;

/** Who the person is to identity providers. */
export type UserIdentityRow = SignInClaims &
  Readonly<{
    issuer: string;
    /** Whether the last sign-in there was at the provider that the settings name now: others' claims count for nothing. */
    isCurrent: boolean;
    subject: string;
    linkedAt: Date;
    lastSignInAt: Date;
  }>;

/** Who the person is to each identity provider, as their last sign-in there said. */
export function listUserIdentities(tx: TenantTransaction, userId: string): Promise<UserIdentityRow[]> {
  return tx
    .selectFrom('user_identities')
    .select([
      'issuer',
      sql<boolean>`provider is not null and provider = (select p.issuer from identity_providers p)`.as(
        'isCurrent',
      ),
      'subject',
      ...claimed('user_identities'),
      'groups_left_out as groupsLeftOut',
      'roles_left_out as rolesLeftOut',
      'linked_at as linkedAt',
      'last_sign_in_at as lastSignInAt',
    ])
    .where('user_id', '=', userId)
    .orderBy('last_sign_in_at', 'desc')
    .execute();
}

/** The person is nobody to any provider any more; the answer is whom they were, and what was claimed of them. */
export function removeUserIdentities(
  tx: TenantTransaction,
  userId: string,
): Promise<(Claimed & { subject: string })[]> {
  return tx
    .deleteFrom('user_identities')
    .where('user_id', '=', userId)
    .returning(['subject', ...claimed('user_identities')])
    .execute();
}

/** Who signed in last while the settings named that issuer, at most so many. */
export async function usersSignedInAt(
  tx: TenantTransaction,
  provider: string,
  limit: number,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('user_identities')
    .select('user_id as id')
    .where('provider', '=', provider)
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
