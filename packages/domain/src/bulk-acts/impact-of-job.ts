import {
  compareWithAct,
  listBulkTargets,
  localGroups,
  nameServices,
  notePeople,
  rolesThrough,
  tryWithin,
  type BulkJobRow,
  type Sought,
  type TenantTransaction,
} from '@rollcall/database';
import { madeAndCompared } from '../access/change-access.ts';
import { noImpact, readImpact, tooManyToCompare, type Impact } from '../access/impact.ts';
import { readRules } from '../access/rules.ts';
import type { UserAct } from '../directory/act-on-users.ts';
import type { Scope } from '../scope.ts';
import { applyJob, isRoleAct, requireGroupAct } from './apply-job.ts';

/**
 * An act on people's place in the directory is compared for no more of them than this: it opens or closes all services, so
 * that every role, rule and policy is asked of each (docs/performance.md). Published in docs/limits.md.
 */
export const maxComparedWhole = 10_000;

type Shown = Readonly<{ page: number | undefined; limit: number }>;

/** What the job that was just made will do to people's access. Nothing of it is done when this returns. */
export async function impactOfJob(
  tx: TenantTransaction,
  scope: Scope,
  job: BulkJobRow,
  shown: Shown,
): Promise<Impact> {
  const isWhole = job.about === 'User' && !isRoleAct(job.act);
  // What is past the limit is not tried either: that would take as long as the job.
  if (job.total > (isWhole ? Math.min(shown.limit, maxComparedWhole) : shown.limit))
    return tooManyToCompare(job.total);
  const ids = await listBulkTargets(tx, job);
  const { act } = job;
  if (isRoleAct(act)) {
    const people = job.about === 'User' ? { users: ids } : { groups: ids };
    return tried(tx, scope, job, { ids, people, roles: job.roleId === null ? [] : [job.roleId] }, shown);
  }
  if (job.about === 'User') return impactOfAct(tx, act, ids, shown.page);
  // An archived group has its members and roles as before.
  if (requireGroupAct(act) !== 'delete') return noImpact();
  const groups = await localGroups(tx, ids);
  const roles = await rolesThrough(tx, groups);
  return tried(tx, scope, job, { ids: groups, people: { groups }, roles }, shown);
}

async function tried(
  tx: TenantTransaction,
  scope: Scope,
  job: BulkJobRow,
  { ids, people, roles }: { ids: readonly string[]; people: Sought; roles: readonly string[] },
  { page, limit }: Shown,
): Promise<Impact> {
  const change = { people, roles, make: () => applyJob(tx, scope, job, ids) };
  return (await tryWithin(tx, () => madeAndCompared(tx, change, page, limit))).impact;
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
