import { listPoliciesOfService, type ServicePolicyRow } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { dated, type Service } from './list-services.ts';
import { requireService } from './save-service.ts';

/** A service with the policies that open it. */
export type ServiceDetail = Omit<Service, 'policies'> & Readonly<{ policies: ServicePolicyRow[] }>;

/** The service of that id. Throws `notFound`. */
export function getService(scope: Scope, id: string): Promise<ServiceDetail> {
  return inTenant(scope, async (tx) => {
    const service = await requireService(tx, id);
    return { ...dated(service), policies: await listPoliciesOfService(tx, id) };
  });
}
