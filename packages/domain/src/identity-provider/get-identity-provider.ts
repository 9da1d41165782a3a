import { findIdentityProvider } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { identityProviderView, type IdentityProvider } from './identity-provider.ts';

/** The identity provider saved last, without its secret; null before the first. */
export async function getIdentityProvider(scope: Scope): Promise<IdentityProvider | null> {
  const row = await inTenant(scope, findIdentityProvider);
  return row ? identityProviderView(row) : null;
}
