import type { Database } from '@rollcall/database';
import {
  chooseDialect,
  createTenant,
  enableProvisioning,
  saveIdentityProvider,
  type Scope,
  type KeyRing,
} from '@rollcall/domain';

/** A new organisation with SCIM off, and the system at work in it. */
export async function makeTenant(db: Database, given: { name?: string; key?: string } = {}): Promise<Scope> {
  const tenant = await createTenant(db, { name: 'Quillhaven Ferries', ...given });
  return {
    db,
    tenant,
    actor: { kind: 'system', id: null, label: 'Set-up' },
    requestId: 'set-up',
    now: () => new Date(),
  };
}

/** Identity provider settings as an admin would enter them; the ids are invented. */
export const identityProviderSettings = {
  entraTenantId: '3d7c1f52-90ab-4e6d-8c15-7b2f4a6e9d01',
  clientId: 'a4e8b6c0-2f17-4d39-b5a2-61c9d0e7f834',
  clientSecret: 'Q~invented.client.secret',
  clientSecretExpiresOn: null,
} as const;

/** The organisation has its identity provider saved and SCIM on. */
export async function enableScim(scope: Scope, by: { secretKeys: KeyRing }): Promise<void> {
  await saveIdentityProvider(scope, identityProviderSettings, by);
  await enableProvisioning(scope);
}

/** The organisation has SCIM on for a client that is held to the RFC, and no identity provider. */
export async function enableStrictScim(scope: Scope): Promise<void> {
  await chooseDialect(scope, 'rfc');
  await enableProvisioning(scope);
}
