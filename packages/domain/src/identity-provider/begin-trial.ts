import { findIdentityProvider } from '@rollcall/database';
import { notFound } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import { homePathOf } from '../sign-in/return-path.ts';
import { sealTrialTicket } from '../sign-in/trial-ticket.ts';

/**
 * Where the admin's browser goes to try the settings: to the provider and back, without being signed in. Good for two
 * minutes. Throws `notFound` before there are settings.
 */
export async function beginTrial(
  scope: Scope,
  by: { secretKeys: KeyRing; publicOrigin: string },
): Promise<{ url: string }> {
  if (!(await inTenant(scope, findIdentityProvider)))
    throw notFound('Save the identity provider settings first.');
  const ticket = sealTrialTicket(by.secretKeys, scope.tenant.id, scope.actor.label, scope.now());
  return { url: `${by.publicOrigin}${homePathOf(scope.tenant.key)}/sign-in/trial?ticket=${ticket}` };
}
