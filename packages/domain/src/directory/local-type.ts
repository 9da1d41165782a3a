import { listTenantSchemas, type TenantTransaction } from '@rollcall/database';
import { dialects, normaliseResource, type Resource } from '@rollcall/scim';
import { groupType, type ResourceType } from '../provisioning/resource-type.ts';
import { tenantTypes } from '../provisioning/tenant-types.ts';
import { stored } from '../provisioning/written.ts';

/** The organisation's own reading of users or groups, with its extensions. */
export async function localType(tx: TenantTransaction, name: 'User' | 'Group'): Promise<ResourceType> {
  const types = tenantTypes(await listTenantSchemas(tx));
  return types.find((type) => type.name === name) ?? groupType;
}

/** The body as the engine reads it from any client, to the letter of the RFC, and as the tables take it. */
export function readLocal(type: ResourceType, body: Resource) {
  const resource = normaliseResource(type.resourceSchema, body, dialects.rfc);
  const { attributes, columns } = stored(type, resource);
  return { resource, written: { attributes, extensionUrns: columns[0] as string } };
}
