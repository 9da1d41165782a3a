import type { IdentityProviderRow, VerificationRow } from '@rollcall/database';
import type { Trial } from '../sign-in/record-trial.ts';
import type { ProviderCheck } from './check-identity-provider.ts';
import { providerNameOf } from './provider-name.ts';

/** The identity provider of an organisation as its admins see it. Times are ISO 8601. */
export type IdentityProvider = Readonly<{
  kind: IdentityProviderRow['kind'];
  /** What people call it. */
  name: string;
  entraTenantId: string | null;
  issuer: string;
  clientId: string;
  hasClientSecret: boolean;
  /** YYYY-MM-DD. */
  clientSecretExpiresOn: string | null;
  userNameClaim: string | null;
  groupsClaim: string | null;
  rolesClaim: string | null;
  jit: IdentityProviderRow['jit'];
  savedAt: string;
  savedBy: string;
  /** When an admin last signed in by these settings. */
  verifiedAt: string | null;
  /** What looking at the provider showed, and the last try. */
  checks: Readonly<{ at: string; list: ProviderCheck[] }> | null;
  trial: Trial | null;
}>;

/** The row without its secret. */
export function identityProviderView(row: IdentityProviderRow & Partial<VerificationRow>): IdentityProvider {
  const { clientSecretEncrypted, savedAt, verifiedAt, verification, ...settings } = row;
  const found = (verification ?? {}) as { checks?: IdentityProvider['checks']; signIn?: Trial };
  return {
    ...settings,
    name: providerNameOf(row),
    hasClientSecret: clientSecretEncrypted.length > 0,
    savedAt: savedAt.toISOString(),
    verifiedAt: verifiedAt?.toISOString() ?? null,
    checks: found.checks ?? null,
    trial: found.signIn ?? null,
  };
}
