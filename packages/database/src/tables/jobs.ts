import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';

/** What a job is told: ids, and nothing of what they name, for jobs stand outside the wall. */
export type JobPayload = Readonly<Record<string, string>>;

/**
 * The job runs once the transaction is committed, in any process that works. A job of the same `key` that has not begun
 * is replaced. It is tried again until it succeeds, so it must bear being done twice.
 */
export async function addJob(
  tx: TenantTransaction,
  name: string,
  payload: JobPayload,
  options: { key?: string; runAt?: Date } = {},
): Promise<void> {
  await sql`select graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json,
    run_at => ${options.runAt ?? null}::timestamptz, job_key => ${options.key ?? null}::text)`.execute(tx);
}
