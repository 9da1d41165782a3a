import { deleteRole as deleteRow, recordChange } from '@rollcall/database';
import { authorOf, type Scope } from '../scope.ts';
import { changeAccess, type Asked, type Outcome } from './change-access.ts';
import { requireRole } from './save-role.ts';

/** The role is gone, from everyone who held it and from every policy. Throws `notFound`. */
export function deleteRole(scope: Scope, id: string, asked: Asked): Promise<Outcome<null>> {
  return changeAccess(scope, asked, async (tx) => {
    const { name, description, rule, users, groups } = await requireRole(tx, id);
    return {
      people: { roles: [id] },
      roles: [id],
      make: async () => {
        await deleteRow(tx, id);
        await recordChange(tx, authorOf(scope), {
          resource: { type: 'Role', id, label: name },
          operation: 'delete',
          paths: [{ path: '', before: { name, description, rule, users, groups }, after: null }],
        });
        return null;
      },
    };
  });
}
