import type { BulkAct, BulkJobRow, TenantTransaction } from '@rollcall/database';
import { applyGroupAct, type GroupAct } from '../directory/act-on-groups.ts';
import { applyAct } from '../directory/act-on-users.ts';
import { invalidInput } from '../errors.ts';
import type { Scope } from '../scope.ts';
import { moveRole } from './move-role.ts';

/** The job's act is done to those few; how many of them it fitted. */
export async function applyJob(
  tx: TenantTransaction,
  scope: Scope,
  job: BulkJobRow,
  ids: readonly string[],
): Promise<number> {
  const { act, about } = job;
  if (isRoleAct(act)) return moveRole(tx, scope, job, ids);
  return about === 'User'
    ? applyAct(tx, scope, act, ids)
    : applyGroupAct(tx, scope, requireGroupAct(act), ids);
}

/** Whether the act gives or takes a role. */
export function isRoleAct(act: BulkAct): act is 'assign' | 'unassign' {
  return act === 'assign' || act === 'unassign';
}

/** The act as one on groups. Throws `invalidInput` for one that is about signing in. */
export function requireGroupAct(act: BulkAct): GroupAct {
  if (act === 'archive' || act === 'unarchive' || act === 'delete') return act;
  throw invalidInput({ act: 'Groups do not sign in: suspend or restore the people in them.' });
}
