import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import type { DirectoryAct } from './directory-acts.ts';
import { matchingUsers } from './directory-users.ts';
import type { Author } from './resource-table.ts';
import type { UserFilter } from './user-filter.ts';

/** What can be done to many people at once. */
export type BulkAct = DirectoryAct | 'delete' | 'assign' | 'unassign';

/** One act on many people. `done` of `total` are done, of whom `changed` are those it fitted. */
export type BulkJobRow = Readonly<{
  id: string;
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

/** Whom a job is about: those named, or whoever the filter means at that moment. */
export type BulkTarget = Readonly<{ ids: readonly string[] } | { filter: UserFilter }>;

/** The job is there with the people it is about; its id. */
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
  const people =
    'ids' in target
      ? tx.selectFrom('users as u').where('u.id', 'in', [...target.ids])
      : matchingUsers(tx, target.filter);
  await sql`with people as (
      insert into bulk_job_people (job_id, user_id)
      ${people.select([sql<string>`${id}::uuid`.as('job_id'), 'u.id'])} returning 1)
    update bulk_jobs set total = (select count(*) from people) where id = ${id}`.execute(tx);
  return id;
}

const columns = sql<BulkJobRow>`id, act, role_id as "roleId", role_label as "roleLabel", total, done, changed,
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

/** The people whom the job still has to do. */
export async function listBulkPeople(tx: TenantTransaction, jobId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('bulk_job_people')
    .select('user_id as id')
    .where('job_id', '=', jobId)
    .execute();
  return rows.map(({ id }) => id);
}

/** The next people of the locked job, who are off its list. */
export async function takePeople(tx: TenantTransaction, jobId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ userId: string }>`delete from bulk_job_people
    where job_id = ${jobId} and user_id = any(array(
      select user_id from bulk_job_people where job_id = ${jobId} order by user_id limit ${limit}))
    returning user_id as "userId"`.execute(tx);
  return rows.map(({ userId }) => userId);
}

/** The locked job has come so much further; with nobody left it is finished. */
export async function advanceJob(
  tx: TenantTransaction,
  { id, done, changed, now }: { id: string; done: number; changed: number; now: Date },
): Promise<void> {
  await sql`update bulk_jobs set done = done + ${done}, changed = changed + ${changed}, updated_at = ${now},
    finished_at = case when exists (select from bulk_job_people where job_id = ${id}) then null else ${now}::timestamptz end
    where id = ${id}`.execute(tx);
}

/** Nothing more of the job is done; who was done stays done. False when it had ended already. */
export async function stopJob(tx: TenantTransaction, id: string, now: Date): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`with stopped as (
      update bulk_jobs set stopped_at = ${now} where id = ${id} and finished_at is null and stopped_at is null returning id),
    gone as (delete from bulk_job_people where job_id in (select id from stopped))
    select from stopped`.execute(tx);
  return numAffectedRows > 0n;
}
