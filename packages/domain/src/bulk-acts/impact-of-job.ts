import {
  compareWithAct,
  listBulkPeople,
  nameServices,
  notePeople,
  tryWithin,
  type BulkJobRow,
  type TenantTransaction,
} from '@rollcall/database';
import { madeAndCompared } from '../access/change-access.ts';
import { readImpact, tooManyToCompare, type Impact } from '../access/impact.ts';
import { readRules } from '../access/rules.ts';
import type { UserAct } from '../directory/act-on-users.ts';
import type { Scope } from '../scope.ts';
import { moveRole } from './move-role.ts';

/** What the job that was just made will do to people's access. Nothing of it is done when this returns. */
export async function impactOfJob(
  tx: TenantTransaction,
  scope: Scope,
  job: BulkJobRow,
  page: number | undefined,
  limit: number,
): Promise<Impact> {
  // What is past the limit is not tried either: that would take as long as the job.
  if (job.total > limit) return tooManyToCompare(job.total);
  const users = await listBulkPeople(tx, job.id);
  const { act } = job;
  if (act !== 'assign' && act !== 'unassign') return impactOfAct(tx, act, users, page);
  const tried = await tryWithin(tx, () =>
    madeAndCompared(
      tx,
      {
        people: { users },
        roles: job.roleId === null ? [] : [job.roleId],
        make: () => moveRole(tx, scope, job, users),
      },
      page,
      limit,
    ),
  );
  return tried.impact;
}

/**
 * An act on somebody's place in the directory leaves their roles, and opens or closes everything at once. It is not made
 * even as a trial, which would hold their rows from the identity provider for as long as the comparison takes.
 */
async function impactOfAct(
  tx: TenantTransaction,
  act: UserAct,
  users: readonly string[],
  page = 1,
): Promise<Impact> {
  const rules = await readRules(tx);
  const compared = await notePeople(tx, { users }, rules);
  const difference = await compareWithAct(tx, act, rules);
  return readImpact(tx, { difference, compared, names: await nameServices(tx), page });
}
