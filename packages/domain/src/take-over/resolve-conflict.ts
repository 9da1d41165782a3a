import { isUuid, linkPeople, lockConflict, recordChange, removeConflict } from '@rollcall/database';
import { notFound } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import { authorOf, type Scope } from '../scope.ts';

/** What an admin can say of two who may be one. */
export type Resolution = 'link' | 'keepApart';

/**
 * The two are one, who has the groups, roles and sign-ins of both under the id that SCIM knows; or they are two, each with
 * what they had. Either way nobody is held for this doubt any more. Throws `notFound` when it is settled already.
 */
export function resolveConflict(scope: Scope, { id, as }: { id: string; as: Resolution }): Promise<void> {
  return inTenant(scope, async (tx) => {
    const conflict = isUuid(id) ? await lockConflict(tx, id) : undefined;
    if (!conflict) throw notFound('This conflict does not wait any more: somebody has settled it.');
    const { user, other } = conflict;
    await recordChange(tx, authorOf(scope), {
      resource: { type: 'User', id: user.id, label: user.displayName ?? user.userName },
      operation: 'update',
      paths: [{ path: as === 'link' ? 'linkedWith' : 'keptApartFrom', before: null, after: other.userName }],
    });
    if (as === 'link') await linkPeople(tx, authorOf(scope), { user: user.id, other: other.id });
    else await removeConflict(tx, id);
  });
}
