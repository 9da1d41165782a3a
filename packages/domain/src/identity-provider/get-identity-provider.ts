import { findIdentityProvider } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { identityProviderView, type IdentityProvider } from './identity-provider.ts';
import { redirectUriOf } from './redirect-uri.ts';

/** The identity provider saved last, without its secret; null before the first. */
export async function getIdentityProvider(
  scope: Scope,
  at: { publicOrigin: string },
): Promise<IdentityProvider | null> {
  const row = await inTenant(scope, findIdentityProvider);
  return row ? identityProviderView(row, redirectUriOf(at.publicOrigin, scope.tenant.key)) : null;
}
