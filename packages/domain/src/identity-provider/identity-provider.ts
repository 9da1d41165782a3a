import type { IdentityProviderRow } from '@rollcall/database';

/** The identity provider of an organisation as its admins see it. Times are ISO 8601. */
export type IdentityProvider = Readonly<{
  kind: 'entra';
  entraTenantId: string;
  issuer: string;
  clientId: string;
  hasClientSecret: boolean;
  /** YYYY-MM-DD. */
  clientSecretExpiresOn: string | null;
  redirectUri: string;
  savedAt: string;
  savedBy: string;
}>;

/** The row without its secret. */
export function identityProviderView(row: IdentityProviderRow, redirectUri: string): IdentityProvider {
  return {
    kind: 'entra',
    entraTenantId: row.entraTenantId,
    issuer: row.issuer,
    clientId: row.clientId,
    hasClientSecret: row.clientSecretEncrypted.length > 0,
    clientSecretExpiresOn: row.clientSecretExpiresOn,
    redirectUri,
    savedAt: row.savedAt.toISOString(),
    savedBy: row.savedBy,
  };
}
