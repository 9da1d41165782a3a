import { actOnGroup as act, groups, isUuid, runStatement } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { authorOf, type Scope } from '../scope.ts';
import { noSuchGroup } from './get-group.ts';

/** The group is put away, back, or gone, noted in the ledger; what is so already stays so. Throws `notFound` for a deletion of nothing. */
export function actOnGroup(
  scope: Scope,
  name: 'archive' | 'unarchive' | 'delete',
  id: string,
): Promise<void> {
  if (!isUuid(id)) return Promise.reject(noSuchGroup());
  return inTenant(scope, async (tx) => {
    if (name !== 'delete') {
      await act(tx, authorOf(scope), name, { id, now: scope.now() });
      return;
    }
    const gone = await runStatement(tx, groups.remove(authorOf(scope), id));
    if (gone.length === 0) throw noSuchGroup();
  });
}
