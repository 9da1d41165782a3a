import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import type { Policy } from './list-policies.ts';
import { dated } from './list-services.ts';
import { requirePolicy } from './save-policy.ts';

/** The policy of that id. Throws `notFound`. */
export function getPolicy(scope: Scope, id: string): Promise<Policy> {
  return inTenant(scope, async (tx) => dated(await requirePolicy(tx, id)));
}
