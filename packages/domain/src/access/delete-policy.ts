import { deletePolicy as deleteRow, recordChange } from '@rollcall/database';
import { authorOf, type Scope } from '../scope.ts';
import { changeAccess, type Asked, type Outcome } from './change-access.ts';
import { requirePolicy } from './save-policy.ts';

/** The policy is gone, and opens nothing any more; its roles and services stay. Throws `notFound`. */
export function deletePolicy(scope: Scope, id: string, asked: Asked): Promise<Outcome<null>> {
  return changeAccess(scope, asked, async (tx) => {
    const { name, description, enabled, roles, services } = await requirePolicy(tx, id);
    return {
      people: { roles: roles.map((role) => role.id) },
      services: services.map((service) => service.id),
      make: async () => {
        await deleteRow(tx, id);
        await recordChange(tx, authorOf(scope), {
          resource: { type: 'Policy', id, label: name },
          operation: 'delete',
          paths: [{ path: '', before: { name, description, enabled, roles, services }, after: null }],
        });
        return null;
      },
    };
  });
}
