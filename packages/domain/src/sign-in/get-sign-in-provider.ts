import { findIdentityProvider } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { providerNameOf } from '../identity-provider/provider-name.ts';
import type { Scope } from '../scope.ts';

/** The name of the provider that people sign in through; null before the settings are saved. */
export async function getSignInProvider(scope: Scope): Promise<string | null> {
  const settings = await inTenant(scope, findIdentityProvider);
  return settings ? providerNameOf(settings) : null;
}
