import { findDirectoryResource, isUuid } from '@rollcall/database';
import { notFound } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { ownResourceView, type OwnResource } from './own-resource.ts';
import { baseSchemaAt, ownType, type OwnType } from './own-type.ts';

/** The resource of that id and of the type at that endpoint, with everything known of it. Throws `notFound`. */
export function getOwnResource(
  scope: Scope,
  endpoint: string,
  id: string,
): Promise<OwnResource & Readonly<{ type: OwnType }>> {
  return inTenant(scope, async (tx) => {
    const schema = await baseSchemaAt(tx, endpoint);
    const row = isUuid(id) ? await findDirectoryResource(tx, schema.id, id) : undefined;
    if (!row) throw notFound(`This organisation has no ${schema.name} with that id.`);
    return { ...ownResourceView(row), type: ownType(schema) };
  });
}
