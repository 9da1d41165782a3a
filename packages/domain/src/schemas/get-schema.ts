import { countSchemaValues, listTenantSchemas, type SchemaUse } from '@rollcall/database';
import { notFound } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import { tenantTypes } from '../provisioning/tenant-types.ts';
import type { Scope } from '../scope.ts';
import { placeOf } from './schema-place.ts';
import { schemaViews, type SchemaView } from './schema-view.ts';

/** The schema of that URN and, where it is the organisation's own, how much of it is in use. Throws `notFound`. */
export function getSchema(scope: Scope, urn: string): Promise<SchemaView & { use: SchemaUse | null }> {
  return inTenant(scope, async (tx) => {
    const own = await listTenantSchemas(tx);
    const isIt = (id: string) => id.toLowerCase() === urn.toLowerCase();
    const view = schemaViews(tenantTypes(own), own).find((each) => isIt(each.urn));
    if (!view) throw notFound('This organisation has no schema with that URN.');
    const schema = own.find(({ definition }) => isIt(definition.id));
    return { ...view, use: schema ? await countSchemaValues(tx, placeOf(own, schema)) : null };
  });
}
