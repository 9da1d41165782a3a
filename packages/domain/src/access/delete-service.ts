import { deleteService as deleteRow, recordChange, rolesOpening } from '@rollcall/database';
import { authorOf, type Scope } from '../scope.ts';
import { changeAccess, type Asked, type Outcome } from './change-access.ts';
import { requireService } from './save-service.ts';

/** The service is gone, and whoever reached it does not any more. Throws `notFound`. */
export function deleteService(scope: Scope, id: string, asked: Asked): Promise<Outcome<null>> {
  return changeAccess(scope, asked, async (tx) => {
    const { name, address, description } = await requireService(tx, id);
    return {
      people: { roles: await rolesOpening(tx, [id]) },
      services: [id],
      make: async () => {
        await deleteRow(tx, id);
        await recordChange(tx, authorOf(scope), {
          resource: { type: 'Service', id, label: name },
          operation: 'delete',
          paths: [{ path: '', before: { name, address, description }, after: null }],
        });
        return null;
      },
    };
  });
}
