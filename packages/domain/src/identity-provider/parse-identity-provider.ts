import type { IdentityProviderRow } from '@rollcall/database';
import { invalidInput } from '../errors.ts';
import * as problems from './settings-problems.ts';

/** The settings as an admin enters them. */
export type IdentityProviderInput = Readonly<{
  /** Left out, Entra. */
  kind?: IdentityProviderRow['kind'] | undefined;
  /** Of Entra. */
  entraTenantId?: string | undefined;
  /** Of any other provider. */
  issuer?: string | undefined;
  clientId: string;
  /** Left out or empty keeps the stored one. */
  clientSecret?: string | undefined;
  /** YYYY-MM-DD; left out keeps the stored day unless there is a new secret; null says it is not known. */
  clientSecretExpiresOn?: string | null | undefined;
  /** Names of claims; left out keeps the stored one, empty means none of one's own. */
  userNameClaim?: string | undefined;
  groupsClaim?: string | undefined;
  rolesClaim?: string | undefined;
  /** Left out keeps what is stored. */
  jit?: IdentityProviderRow['jit'] | undefined;
}>;

/** Settings that can be stored, the secret apart. */
export type ParsedIdentityProvider = Pick<
  IdentityProviderRow,
  'kind' | 'entraTenantId' | 'issuer' | 'clientId' | 'userNameClaim' | 'groupsClaim' | 'rolesClaim' | 'jit'
> &
  Readonly<{ clientSecret: string | undefined; clientSecretExpiresOn: string | null | undefined }>;

/** The same settings, trimmed and in the letter case Entra uses. Throws `invalidInput` with a sentence per field. */
export function parseIdentityProvider(
  input: IdentityProviderInput,
  known: { today: string; before: IdentityProviderRow | undefined },
): ParsedIdentityProvider {
  const { before, today } = known;
  const kind = input.kind ?? 'entra';
  const isEntra = kind === 'entra';
  const entraTenantId = isEntra ? (input.entraTenantId ?? '').trim().toLowerCase() : null;
  // https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc
  const issuer = isEntra
    ? `https://login.microsoftonline.com/${entraTenantId}/v2.0`
    : (input.issuer ?? '').trim();
  const clientId = isEntra ? input.clientId.trim().toLowerCase() : input.clientId.trim();
  const clientSecret = input.clientSecret?.trim() || undefined;
  const claims = {
    userNameClaim: claimName(input.userNameClaim, before?.userNameClaim),
    groupsClaim: claimName(input.groupsClaim, before?.groupsClaim),
    rolesClaim: claimName(input.rolesClaim, before?.rolesClaim),
  };
  const fields = {
    ...(isEntra ? problems.ofEntraTenantId(entraTenantId ?? '') : problems.ofIssuer(issuer)),
    ...problems.ofClientId(clientId, kind),
    ...problems.ofClientSecret(clientSecret, { kind, before, issuer }),
    ...problems.ofExpiry(input.clientSecretExpiresOn, today),
    ...problems.ofClaims(claims, kind),
  };
  if (Object.keys(fields).length > 0) throw invalidInput(fields);
  return {
    kind,
    entraTenantId,
    issuer,
    clientId,
    clientSecret,
    clientSecretExpiresOn: input.clientSecretExpiresOn,
    ...claims,
    jit: input.jit ?? before?.jit ?? 'untilScim',
  };
}

function claimName(entered: string | undefined, before: string | null | undefined): string | null {
  return entered === undefined ? (before ?? null) : entered.trim() || null;
}
