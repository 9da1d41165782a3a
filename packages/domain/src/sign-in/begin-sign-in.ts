import { createHash, randomBytes } from 'node:crypto';
import { findIdentityProvider, insertAttempt, type AttemptKey } from '@rollcall/database';
import { buildAuthorizationUrl, calculatePKCECodeChallenge, randomPKCECodeVerifier } from 'openid-client';
import { returnAddressesOf } from '../identity-provider/return-addresses.ts';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { providerClient } from './provider-client.ts';
import { returnPathIn } from './return-path.ts';
import type { SignInDoor } from './sign-in-door.ts';
import { signInRefused } from './sign-in-refusal.ts';

/** A sign-in that has begun: where the browser goes, and what it keeps to prove that it is the one that went. */
export type BegunSignIn = Readonly<{ location: string; state: string; browserSecret: string }>;

/** How long a person may take at the provider. */
export const attemptSeconds = 10 * 60;

/** A sign-in has begun and its end is awaited. With `verifiedBy`, an admin only tries the settings. Throws a `SignInRefusal`. */
export async function beginSignIn(
  door: SignInDoor,
  scope: Scope,
  asked: { to?: string | undefined; verifiedBy?: string },
): Promise<BegunSignIn> {
  const settings = await inTenant(scope, findIdentityProvider);
  if (!settings) throw signInRefused('notSetUp');
  const client = await providerClient(door, scope.tenant.id, settings);
  const [state, browserSecret, nonce] = [random(), random(), random()];
  const codeVerifier = randomPKCECodeVerifier();
  const location = buildAuthorizationUrl(client, {
    redirect_uri: returnAddressesOf(door.publicOrigin, scope.tenant.key).redirectUri,
    scope: 'openid profile email',
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
  });
  const now = scope.now();
  const attempt = {
    nonce,
    codeVerifier,
    issuer: settings.issuer,
    clientId: settings.clientId,
    returnPath: returnPathIn(scope.tenant.key, asked.to),
    verifiedBy: asked.verifiedBy ?? null,
  };
  const expiresAt = new Date(now.getTime() + attemptSeconds * 1000);
  await inTenant(scope, (tx) =>
    insertAttempt(tx, attemptKey(state, browserSecret), attempt, { now, expiresAt }),
  );
  return { location: location.href, state, browserSecret };
}

/** What an attempt is found by, from the two secrets that only its browser has both of. */
export function attemptKey(state: string, browserSecret: string): AttemptKey {
  return { stateHash: sha256(state), browserHash: sha256(browserSecret) };
}

/** 256 random bits, safe in a URL and in a cookie. */
export function random(): string {
  return randomBytes(32).toString('base64url');
}

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
