import { withTenant, type TenantTransaction } from '@rollcall/database';
import type { Scope } from './scope.ts';

/** `work` has been done in one transaction of the scope's organisation, or nothing has happened. */
export function inTenant<Result>(
  scope: Scope,
  work: (tx: TenantTransaction) => Promise<Result>,
): Promise<Result> {
  return withTenant(scope.db, scope.tenant.id, work);
}
