import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { baseSchemas, ownType, type OwnType } from './own-type.ts';

/** The organisation's own resource types, oldest first. */
export function listOwnTypes(scope: Scope): Promise<OwnType[]> {
  return inTenant(scope, async (tx) => (await baseSchemas(tx)).map(ownType));
}
