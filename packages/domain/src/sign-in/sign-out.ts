import { deleteUserSession, findIdentityProvider } from '@rollcall/database';
import { buildEndSessionUrl } from 'openid-client';
import { returnAddressesOf } from '../identity-provider/return-addresses.ts';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { sha256 } from './begin-sign-in.ts';
import { providerClient } from './provider-client.ts';
import type { SignInDoor } from './sign-in-door.ts';

/**
 * The session is over. The answer is where the person signs out of the provider too (OpenID Connect RP-Initiated Logout
 * 1.0), when it offers that and can be reached.
 */
export async function signOut(
  door: SignInDoor,
  scope: Scope,
  secret: string | undefined,
): Promise<{ providerSignOut: string | undefined }> {
  const settings = await inTenant(scope, async (tx) => {
    if (secret !== undefined) await deleteUserSession(tx, sha256(secret));
    return findIdentityProvider(tx);
  });
  if (!settings) return { providerSignOut: undefined };
  // Here the session is over already: what fails now must not look as if it were not.
  const client = await providerClient(door, scope.tenant.id, settings).catch(() => undefined);
  if (client?.serverMetadata().end_session_endpoint === undefined) return { providerSignOut: undefined };
  const { postLogoutRedirectUri } = returnAddressesOf(door.publicOrigin, scope.tenant.key);
  const signOutUrl = buildEndSessionUrl(client, { post_logout_redirect_uri: postLogoutRedirectUri });
  return { providerSignOut: signOutUrl.href };
}
