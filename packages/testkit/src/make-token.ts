import {
  createScimDoor,
  generateToken,
  openScimScope,
  type Scope,
  type ScimScope,
  type Token,
  type KeyRing,
} from '@rollcall/domain';

/** A new live API token of the organisation, with its secret. */
export function makeToken(
  scope: Scope,
  given: { label?: string; expiresInDays?: number } = {},
): Promise<{ token: Token; secret: string }> {
  return generateToken(scope, { label: 'Entra provisioning', ...given });
}

/** The organisation's identity provider at its Base URL, with that token. SCIM must be on. */
export function openScim(
  scope: Scope,
  at: { publicOrigin: string; secretKeys: KeyRing; token: string },
): Promise<ScimScope> {
  const { publicOrigin, secretKeys } = at;
  const door = createScimDoor({ db: scope.db, publicOrigin, secretKeys, now: scope.now });
  return openScimScope(door, { tenantKey: scope.tenant.key, token: at.token, requestId: 'set-up' });
}
