import {
  deleteUserSession,
  findIdentityProvider,
  insertUserSession,
  takeAttempt,
  type IdentityProviderRow,
  type SignInAttempt,
} from '@rollcall/database';
import { authorizationCodeGrant, fetchUserInfo, type Configuration } from 'openid-client';
import { inTenant } from '../in-tenant.ts';
import { returnAddressesOf } from '../identity-provider/return-addresses.ts';
import type { Scope } from '../scope.ts';
import { admitPerson } from './admit-person.ts';
import { attemptKey, random, sha256 } from './begin-sign-in.ts';
import { claimedIdentity, isMissing, type Claims } from './claimed-identity.ts';
import { providerClient } from './provider-client.ts';
import { refusalOf } from './refusal-of.ts';
import { sessionSeconds } from './session-life.ts';
import type { SignInDoor } from './sign-in-door.ts';
import { signInRefused } from './sign-in-refusal.ts';
import { recordTrial } from './record-trial.ts';

/** What came back from the provider, and in which browser. */
export type Return = Readonly<{
  /** The query of the address, as sent. */
  query: string;
  state: string;
  browserSecret: string;
  /** The session the browser had before, which ends. */
  oldSession: string | undefined;
  network: string | null;
  userAgent: string | null;
}>;

/** A session's secret and where to go, or an admin's trial that is over. */
export type Completed = Readonly<
  { kind: 'signedIn'; session: string; returnPath: string } | { kind: 'tried' }
>;

/** The person is signed in, in the directory, and has a new session. Throws a `SignInRefusal`. */
export async function completeSignIn(door: SignInDoor, scope: Scope, back: Return): Promise<Completed> {
  const { attempt, settings } = await take(scope, back);
  if (attempt.verifiedBy !== null) {
    await recordTrial(scope, settings, attempt.verifiedBy, () =>
      askProvider(door, scope, settings, attempt, back),
    );
    return { kind: 'tried' };
  }
  const claims = await askProvider(door, scope, settings, attempt, back);
  const session = random();
  const now = scope.now();
  await admitPerson(scope, settings, claimedIdentity(settings, claims), async (tx, userId) => {
    if (back.oldSession !== undefined) await deleteUserSession(tx, sha256(back.oldSession));
    await insertUserSession(tx, {
      hash: sha256(session),
      userId,
      issuer: settings.issuer,
      network: back.network,
      userAgent: back.userAgent?.slice(0, 400) ?? null,
      now,
      expiresAt: new Date(now.getTime() + sessionSeconds * 1000),
    });
  });
  return { kind: 'signedIn', session, returnPath: attempt.returnPath };
}

/** The attempt that this browser began here, and the settings it was begun with. */
async function take(
  scope: Scope,
  { state, browserSecret }: Return,
): Promise<{ attempt: SignInAttempt; settings: IdentityProviderRow }> {
  const { attempt, settings } = await inTenant(scope, async (tx) => ({
    attempt: await takeAttempt(tx, attemptKey(state, browserSecret), scope.now()),
    settings: await findIdentityProvider(tx),
  }));
  if (!attempt || !settings) throw signInRefused('attemptGone');
  if (attempt.issuer !== settings.issuer || attempt.clientId !== settings.clientId) {
    throw signInRefused('attemptGone', 'The identity provider settings were changed meanwhile.');
  }
  return { attempt, settings };
}

/** What the provider says about the person, every check of OpenID Connect Core §3.1.3.7 passed. */
async function askProvider(
  door: SignInDoor,
  scope: Scope,
  settings: IdentityProviderRow,
  attempt: SignInAttempt,
  { query, state }: Return,
): Promise<Claims> {
  try {
    const client = await providerClient(door, scope.tenant.id, settings);
    requireIssuer(client, query);
    const { redirectUri } = returnAddressesOf(door.publicOrigin, scope.tenant.key);
    const address = new URL(`${redirectUri}${query}`);
    const tokens = await authorizationCodeGrant(client, address, {
      pkceCodeVerifier: attempt.codeVerifier,
      expectedState: state,
      expectedNonce: attempt.nonce,
    });
    const claims = tokens.claims();
    if (!claims) throw signInRefused('badAnswer', 'The answer holds no ID token.');
    return await completed(client, settings, claims, tokens.access_token);
  } catch (error) {
    throw refusalOf(error);
  }
}

/** RFC 9207 §2.4: an answer that names another issuer is of another provider (mix-up). */
function requireIssuer(client: Configuration, query: string): void {
  const said = new URLSearchParams(query).get('iss');
  if (said !== null && said !== client.serverMetadata().issuer) throw signInRefused('wrongIssuer');
}

/** OpenID Connect Core §5.4: what a provider does not put into the ID token it tells when asked. */
async function completed(
  client: Configuration,
  settings: IdentityProviderRow,
  claims: Claims & { sub: string },
  accessToken: string,
): Promise<Claims> {
  const hasName = claimedIdentity(settings, claims).userName !== undefined;
  // Entra's UserInfo endpoint never tells groups or roles.
  const isEnough = hasName && (settings.kind === 'entra' || !isMissing(settings, claims));
  if (isEnough || client.serverMetadata().userinfo_endpoint === undefined) return claims;
  return { ...(await fetchUserInfo(client, accessToken, claims.sub)), ...claims };
}
