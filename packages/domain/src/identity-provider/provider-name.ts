import type { IdentityProviderRow } from '@rollcall/database';

/** What people call the provider: Entra by its name, another one by its host. */
export function providerNameOf({ kind, issuer }: Pick<IdentityProviderRow, 'kind' | 'issuer'>): string {
  return kind === 'entra' ? 'Microsoft Entra ID' : new URL(issuer).host;
}
