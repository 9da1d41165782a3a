import { sql, type RawBuilder } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import type { DirectoryAct } from './directory-acts.ts';
import { matchingGroups, type GroupFilter } from './directory-groups.ts';
import { matchingUsers } from './directory-users.ts';
import type { Author } from './resource-table.ts';
import type { UserFilter } from './user-filter.ts';

/** What can be done to many people at once; to many groups what is not about signing in. */
export type BulkAct = DirectoryAct | 'delete' | 'assign' | 'unassign';

/** What an act is on. */
export type BulkAbout = 'User' | 'Group';

/** One act on many people or groups. `done` of `total` are done, of which `changed` are those it fitted. */
export type BulkJobRow = Readonly<{
  id: string;
  about: BulkAbout;
  act: BulkAct;
  roleId: string | null;
  roleLabel: string | null;
  author: Author;
  total: number;
  done: number;
  changed: number;
  createdAt: Date;
  finishedAt: Date | null;
  stoppedAt: Date | null;
}>;

/** What a job is for: those named, or whatever the filter means at that moment. */
export type BulkTarget =
  | Readonly<{ about: 'User' } & ({ ids: readonly string[] } | { filter: UserFilter })>
  | Readonly<{ about: 'Group' } & ({ ids: readonly string[] } | { filter: GroupFilter })>;

/** Where it stands who is still to be done. */
const lists = {
  User: { table: sql.table('bulk_job_people'), id: sql.ref('user_id') },
  Group: { table: sql.table('bulk_job_groups'), id: sql.ref('group_id') },
} satisfies Record<BulkAbout, object>;

/** The job is there with those it is for; its id. */
export async function insertBulkJob(
  tx: TenantTransaction,
  author: Author,
  job: { act: BulkAct; role?: { id: string; label: string } | undefined },
  target: BulkTarget,
): Promise<string> {
  const { id } = await tx
    .insertInto('bulk_jobs')
    .values({
      act: job.act,
      about: target.about,
      role_id: job.role?.id ?? null,
      role_label: job.role?.label ?? null,
      actor_kind: author.kind,
      actor_id: author.id,
      actor_label: author.label,
      request_id: author.requestId,
      total: 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const list = lists[target.about];
  await sql`with chosen as (
      insert into ${list.table} (job_id, ${list.id}) select ${id}::uuid, c.id from (${chosen(tx, target)}) c returning 1)
    update bulk_jobs set total = (select count(*) from chosen) where id = ${id}`.execute(tx);
  return id;
}

function chosen(tx: TenantTransaction, target: BulkTarget): RawBuilder<unknown> {
  if ('ids' in target) {
    const table = sql.table(target.about === 'User' ? 'users' : 'groups');
    return sql`select t.id from ${table} t where t.id = any(${target.ids}::uuid[])`;
  }
  if (target.about === 'User') return sql`${matchingUsers(tx, target.filter).select('u.id')}`;
  return sql`${matchingGroups(tx, target.filter).select('r.id')}`;
}

const columns = sql<BulkJobRow>`id, about, act, role_id as "roleId", role_label as "roleLabel", total, done, changed,
  created_at as "createdAt", finished_at as "finishedAt", stopped_at as "stoppedAt",
  json_build_object('kind', actor_kind, 'id', actor_id, 'label', actor_label, 'requestId', request_id) as author`;

/** The job of that id. */
export async function findBulkJob(tx: TenantTransaction, id: string): Promise<BulkJobRow | undefined> {
  return (await sql<BulkJobRow>`select ${columns} from bulk_jobs where id = ${id}`.execute(tx)).rows[0];
}

/** The newest jobs, newest first. */
export async function listBulkJobs(tx: TenantTransaction, limit: number): Promise<BulkJobRow[]> {
  return (await sql<BulkJobRow>`select ${columns} from bulk_jobs order by id desc limit ${limit}`.execute(tx))
    .rows;
}

/** The job, held until the transaction ends, if there is more to do and nobody else is at it. */
export async function lockUnfinishedJob(tx: TenantTransaction, id: string): Promise<BulkJobRow | undefined> {
  const { rows } = await sql<BulkJobRow>`select ${columns} from bulk_jobs
    where id = ${id} and finished_at is null and stopped_at is null for update skip locked`.execute(tx);
  return rows[0];
}

type Listed = Pick<BulkJobRow, 'id' | 'about'>;

/** Whom or what the job still has to do. */
export async function listBulkTargets(tx: TenantTransaction, { id, about }: Listed): Promise<string[]> {
  const list = lists[about];
  const { rows } = await sql<{ id: string }>`select ${list.id} as id from ${list.table}
    where job_id = ${id}`.execute(tx);
  return rows.map((row) => row.id);
}

/** The next of the locked job, which are off its list. */
export async function takeBulkTargets(
  tx: TenantTransaction,
  { id, about }: Listed,
  limit: number,
): Promise<string[]> {
  const list = lists[about];
  const { rows } = await sql<{ id: string }>`delete from ${list.table}
    where job_id = ${id} and ${list.id} = any(array(
      select ${list.id} from ${list.table} where job_id = ${id} order by ${list.id} limit ${limit}))
    returning ${list.id} as id`.execute(tx);
  return rows.map((row) => row.id);
}

/** The locked job has come so much further; with nothing left it is finished. */
export async function advanceJob(
  tx: TenantTransaction,
  { id, about }: Listed,
  { done, changed, now }: { done: number; changed: number; now: Date },
): Promise<void> {
  await sql`update bulk_jobs set done = done + ${done}, changed = changed + ${changed}, updated_at = ${now},
    finished_at = case when exists (select from ${lists[about].table} where job_id = ${id})
      then null else ${now}::timestamptz end
    where id = ${id}`.execute(tx);
}

/** Nothing more of the job is done; what was done stays done. False when it had ended already. */
export async function stopJob(tx: TenantTransaction, id: string, now: Date): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`with stopped as (
      update bulk_jobs set stopped_at = ${now} where id = ${id} and finished_at is null and stopped_at is null returning id),
    people as (delete from bulk_job_people where job_id in (select id from stopped)),
    groups as (delete from bulk_job_groups where job_id in (select id from stopped))
    select from stopped`.execute(tx);
  return numAffectedRows > 0n;
}
