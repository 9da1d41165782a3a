import {
  deleteAssignments,
  findRole,
  insertAssignments,
  type BulkJobRow,
  type TenantTransaction,
} from '@rollcall/database';
import { authorOf, type Scope } from '../scope.ts';

/** The job's role is given to those users or groups or taken from them; how many that was new to. */
export async function moveRole(
  tx: TenantTransaction,
  scope: Scope,
  { act, about, roleId, roleLabel }: BulkJobRow,
  ids: readonly string[],
): Promise<number> {
  // Whose role is gone meanwhile can neither be given it nor relieved of it.
  const role = roleId === null ? undefined : await findRole(tx, roleId);
  if (!role) return 0;
  const move = act === 'assign' ? insertAssignments : deleteAssignments;
  const assignees = about === 'User' ? { users: ids, groups: [] } : { users: [], groups: ids };
  return move(tx, authorOf(scope), { id: role.id, name: roleLabel ?? role.name }, assignees);
}
