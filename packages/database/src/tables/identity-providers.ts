import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';

/** A tenant's identity provider as stored, its client secret still encrypted. */
export type IdentityProviderRow = Readonly<{
  kind: 'entra' | 'oidc';
  /** Of Entra only. */
  entraTenantId: string | null;
  issuer: string;
  clientId: string;
  clientSecretEncrypted: Buffer;
  /** YYYY-MM-DD. */
  clientSecretExpiresOn: string | null;
  /** The claim that is a person's userName; null for what providers usually call it. */
  userNameClaim: string | null;
  groupsClaim: string | null;
  rolesClaim: string | null;
  /** Whether somebody unknown is created at the first sign-in. */
  jit: 'on' | 'untilScim' | 'off';
  savedAt: Date;
  savedBy: string;
}>;

/** When an admin last signed in by these settings to try them, and what looking at the provider showed. */
export type VerificationRow = Readonly<{ verifiedAt: Date | null; verification: unknown }>;

/** The identity provider saved last, if one has been. */
export function findIdentityProvider(
  tx: TenantTransaction,
): Promise<(IdentityProviderRow & VerificationRow) | undefined> {
  return tx
    .selectFrom('identity_providers')
    .select([
      sql<IdentityProviderRow['kind']>`kind`.as('kind'),
      'entra_tenant_id as entraTenantId',
      'issuer',
      'client_id as clientId',
      'client_secret_encrypted as clientSecretEncrypted',
      // As text: a day has no time zone, and pg would give it one.
      sql<string | null>`client_secret_expires_on::text`.as('clientSecretExpiresOn'),
      'user_name_claim as userNameClaim',
      'groups_claim as groupsClaim',
      'roles_claim as rolesClaim',
      sql<IdentityProviderRow['jit']>`jit`.as('jit'),
      'saved_at as savedAt',
      'saved_by as savedBy',
      'verified_at as verifiedAt',
      sql<unknown>`verification`.as('verification'),
    ])
    .executeTakeFirst();
}

/**
 * This is the tenant's identity provider, instead of any before it. Where it is not reached as it was before, what was
 * verified of it is forgotten.
 */
export async function storeIdentityProvider(
  tx: TenantTransaction,
  row: IdentityProviderRow,
  { isVerified }: { isVerified: boolean },
): Promise<void> {
  const values = {
    kind: row.kind,
    entra_tenant_id: row.entraTenantId,
    issuer: row.issuer,
    client_id: row.clientId,
    client_secret_encrypted: row.clientSecretEncrypted,
    client_secret_expires_on: row.clientSecretExpiresOn,
    user_name_claim: row.userNameClaim,
    groups_claim: row.groupsClaim,
    roles_claim: row.rolesClaim,
    jit: row.jit,
    saved_at: row.savedAt,
    saved_by: row.savedBy,
    ...(isVerified ? {} : { verified_at: null, verification: null }),
  };
  await tx
    .insertInto('identity_providers')
    .values(values)
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(values))
    .execute();
}

/** What looking at that provider, or trying it, showed; nothing where it is no longer the tenant's. */
export async function storeVerification(
  tx: TenantTransaction,
  of: Readonly<{ issuer: string; clientId: string }>,
  found: Readonly<{ part: 'checks' | 'signIn'; value: unknown; verifiedAt?: Date }>,
): Promise<void> {
  await tx
    .updateTable('identity_providers')
    .set({
      verification: sql`coalesce(verification, '{}') || jsonb_build_object(${found.part}::text, ${JSON.stringify(found.value)}::jsonb)`,
      ...(found.verifiedAt ? { verified_at: found.verifiedAt } : {}),
    })
    .where('issuer', '=', of.issuer)
    .where('client_id', '=', of.clientId)
    .execute();
}
