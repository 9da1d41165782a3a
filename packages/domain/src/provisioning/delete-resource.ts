import { requireMatch } from './change-resource.ts';
import { noSuch, requireId } from './get-resource.ts';
import type { ResourceType } from './resource-type.ts';
import { authorOf, type ScimScope } from './scim-scope.ts';
import { trip, tripAfterLook } from './trip.ts';

/** The resource is gone from the directory and from every group; the ledger keeps that it was (RFC 7644 §3.6). */
export async function deleteResource(
  scope: ScimScope,
  type: ResourceType,
  id: string,
  ifMatch: string | undefined,
): Promise<void> {
  requireId(type, id);
  const remove = type.table.remove(authorOf(scope), id);
  scope.remembered.forget(scope.tenant.id, id);
  if (ifMatch !== undefined) {
    return tripAfterLook(scope, type.table.lock(id), ([row]) => {
      if (!row) throw noSuch(type, id);
      requireMatch(row.version, ifMatch);
      return { then: [remove], result: () => undefined };
    });
  }
  const [[gone]] = await trip(scope, [remove]);
  if (!gone) throw noSuch(type, id);
}
