import { findUserAccess, isUuid, listAccessPaths, type DirectoryUserRow } from '@rollcall/database';
import { notFound } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { effectiveAccess, type EffectiveAccess } from './access-path.ts';
import { readRules } from './rules.ts';

/** What the user reaches and why. Where `access` is not granted it is nothing now, and this is what it would be. Throws `notFound`. */
export async function accessOfUser(
  scope: Scope,
  id: string,
): Promise<EffectiveAccess & Readonly<{ access: DirectoryUserRow['access'] }>> {
  const found = isUuid(id)
    ? await inTenant(scope, async (tx) => {
        const access = await findUserAccess(tx, id);
        if (!access) return undefined;
        return {
          access,
          ...effectiveAccess(await listAccessPaths(tx, [id], await readRules(tx))),
        };
      })
    : undefined;
  if (!found) throw notFound('This organisation has no user with that id.');
  return found;
}
