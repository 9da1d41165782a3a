import { listTenantSchemas } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { tenantTypes } from '../provisioning/tenant-types.ts';
import type { Scope } from '../scope.ts';
import { schemaViews, type SchemaView } from './schema-view.ts';

/** Every schema the organisation's resources are described by: those of SCIM, and its own. */
export function listSchemas(scope: Scope): Promise<SchemaView[]> {
  return inTenant(scope, async (tx) => {
    const own = await listTenantSchemas(tx);
    return schemaViews(tenantTypes(own), own);
  });
}
