import { findDirectoryGroup, isUuid, listAccessPathsOfGroup } from '@rollcall/database';
import { noSuchGroup } from '../directory/get-group.ts';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { effectiveAccess, type EffectiveAccess } from './access-path.ts';

/** What being in the group opens and why. Throws `notFound`. */
export async function accessOfGroup(scope: Scope, id: string): Promise<EffectiveAccess> {
  const rows = isUuid(id)
    ? await inTenant(scope, async (tx) =>
        (await findDirectoryGroup(tx, id)) ? await listAccessPathsOfGroup(tx, id) : undefined,
      )
    : undefined;
  if (!rows) throw noSuchGroup();
  return effectiveAccess(rows);
}
