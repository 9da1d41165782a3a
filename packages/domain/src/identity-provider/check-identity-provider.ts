import { findIdentityProvider, storeVerification } from '@rollcall/database';
import type { ServerMetadata } from 'openid-client';
import { notFound } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import type { Outbound } from '../outbound/create-outbound.ts';
import type { Scope } from '../scope.ts';
import { discoverProvider } from '../sign-in/discover-provider.ts';
import { SignInRefusal } from '../sign-in/sign-in-refusal.ts';
import { identityProviderView, type IdentityProvider } from './identity-provider.ts';

/** One thing that was looked at: whether it is as it must be, in a sentence. */
export type ProviderCheck = Readonly<{
  name: 'discovery' | 'keys' | 'pkce';
  isGood: boolean;
  sentence: string;
}>;

/**
 * What the provider publishes about itself has been fetched now and judged, and the settings remember it. Throws `notFound`
 * before there are settings.
 */
export async function checkIdentityProvider(
  scope: Scope,
  by: { outbound: Outbound },
): Promise<IdentityProvider> {
  const settings = await inTenant(scope, findIdentityProvider);
  if (!settings) throw notFound('Save the identity provider settings first.');
  const value = { at: scope.now().toISOString(), list: await look(by.outbound, settings) };
  const saved = await inTenant(scope, async (tx) => {
    await storeVerification(tx, settings, { part: 'checks', value });
    return (await findIdentityProvider(tx)) ?? settings;
  });
  return identityProviderView(saved);
}

async function look(
  outbound: Outbound,
  settings: { kind: 'entra' | 'oidc'; issuer: string },
): Promise<ProviderCheck[]> {
  try {
    const metadata = await discoverProvider(outbound, settings);
    const discovery: ProviderCheck = {
      name: 'discovery',
      isGood: true,
      sentence:
        'It publishes its OpenID configuration under the issuer of the settings, with every endpoint.',
    };
    return [discovery, await keysOf(outbound, metadata), pkceOf(metadata)];
  } catch (error) {
    if (!(error instanceof SignInRefusal)) throw error;
    const sentence = error.detail ?? error.message;
    return [{ name: 'discovery', isGood: false, sentence }];
  }
}

async function keysOf(outbound: Outbound, { jwks_uri }: ServerMetadata): Promise<ProviderCheck> {
  const said = (isGood: boolean, sentence: string): ProviderCheck => ({ name: 'keys', isGood, sentence });
  try {
    const answer = await outbound.send(String(jwks_uri));
    const { keys } = (await answer.json()) as { keys?: unknown };
    const count = Array.isArray(keys) ? keys.length : 0;
    return count > 0
      ? said(true, `Its keys can be fetched; there ${count === 1 ? 'is one' : `are ${count}`}.`)
      : said(false, 'It publishes no keys, so nothing it signs can be verified.');
  } catch (error) {
    if (error instanceof SyntaxError) return said(false, 'What it publishes as its keys is not JSON.');
    return said(false, error instanceof Error ? error.message : 'Its keys cannot be fetched.');
  }
}

function pkceOf({ code_challenge_methods_supported: methods }: ServerMetadata): ProviderCheck {
  const isSaid = methods?.includes('S256') === true;
  const sentence = isSaid
    ? 'It says that it protects codes by PKCE.'
    : 'It does not say that it protects codes by PKCE (S256). It is sent all the same; state and nonce protect the sign-in.';
  // Entra supports it without saying so, hence no fault.
  return { name: 'pkce', isGood: true, sentence };
}
