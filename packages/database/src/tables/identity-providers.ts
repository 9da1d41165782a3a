import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';

/** A tenant's identity provider as stored, its client secret still encrypted. */
export type IdentityProviderRow = Readonly<{
  entraTenantId: string;
  issuer: string;
  clientId: string;
  clientSecretEncrypted: Buffer;
  /** YYYY-MM-DD. */
  clientSecretExpiresOn: string | null;
  savedAt: Date;
  savedBy: string;
}>;

/** The identity provider saved last, if one has been. */
export function findIdentityProvider(tx: TenantTransaction): Promise<IdentityProviderRow | undefined> {
  return tx
    .selectFrom('identity_providers')
    .select([
      'entra_tenant_id as entraTenantId',
      'issuer',
      'client_id as clientId',
      'client_secret_encrypted as clientSecretEncrypted',
      // As text: a day has no time zone, and pg would give it one.
      sql<string | null>`client_secret_expires_on::text`.as('clientSecretExpiresOn'),
      'saved_at as savedAt',
      'saved_by as savedBy',
    ])
    .executeTakeFirst();
}

/** This is the tenant's identity provider, instead of any before it; not verified by a sign-in yet. */
export async function storeIdentityProvider(tx: TenantTransaction, row: IdentityProviderRow): Promise<void> {
  const values = {
    entra_tenant_id: row.entraTenantId,
    issuer: row.issuer,
    client_id: row.clientId,
    client_secret_encrypted: row.clientSecretEncrypted,
    client_secret_expires_on: row.clientSecretExpiresOn,
    saved_at: row.savedAt,
    saved_by: row.savedBy,
    verified_at: null,
  };
  await tx
    .insertInto('identity_providers')
    .values({ kind: 'entra', ...values })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(values))
    .execute();
}
