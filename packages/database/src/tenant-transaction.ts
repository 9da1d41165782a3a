import { sql, type Transaction } from 'kysely';
import type { Database } from './connect.ts';
import type { DB } from './schema.ts';
import { sqlState } from './violations.ts';

declare const scoped: unique symbol;

/** A transaction whose tenant is set, so that row security shows that tenant's rows only. Only `withTenant` makes one. */
export type TenantTransaction = Transaction<DB> & { readonly [scoped]: true };

/** `work` has run inside one transaction of that tenant and is committed; a throw rolls all of it back. */
export function withTenant<Result>(
  db: Database,
  tenantId: string,
  work: (tx: TenantTransaction) => Promise<Result>,
): Promise<Result> {
  return db.kysely.transaction().execute(async (tx) => {
    await sql`select set_config('app.tenant_id', ${tenantId}, true)`.execute(tx);
    return work(tx as TenantTransaction);
  });
}

/** A transaction's end: whether to keep what it did. */
export type Trial<Result> = Readonly<{ keep: boolean; result: Result }>;

/** SQLSTATEs after which a trial is begun anew: another transaction has changed meanwhile what it stands on. */
const overtaken: readonly string[] = ['40001', '40P01', '23503'];
const maxTrials = 5;

/**
 * `work` has run inside one transaction of that tenant that saw one moment throughout (REPEATABLE READ) besides what it did
 * itself. It is committed where `work` says so, else nothing has happened.
 */
export async function tryWithTenant<Result>(
  db: Database,
  tenantId: string,
  work: (tx: TenantTransaction) => Promise<Trial<Result>>,
): Promise<Result> {
  for (let times = 1; ; times++) {
    try {
      return await tryOnce(db, tenantId, work);
    } catch (error) {
      if (times === maxTrials || !overtaken.includes(sqlState(error) ?? '')) throw error;
    }
  }
}

async function tryOnce<Result>(
  db: Database,
  tenantId: string,
  work: (tx: TenantTransaction) => Promise<Trial<Result>>,
): Promise<Result> {
  const tx = await db.kysely.startTransaction().setIsolationLevel('repeatable read').execute();
  try {
    await sql`select set_config('app.tenant_id', ${tenantId}, true)`.execute(tx);
    const { keep, result } = await work(tx as unknown as TenantTransaction);
    await (keep ? tx.commit() : tx.rollback()).execute();
    return result;
  } catch (error) {
    if (!tx.isCommitted && !tx.isRolledBack) await tx.rollback().execute();
    throw error;
  }
}

/** `work` has run and nothing of what it did in the transaction is left; what it answers is. */
export async function tryWithin<Result>(tx: TenantTransaction, work: () => Promise<Result>): Promise<Result> {
  await sql`savepoint attempt`.execute(tx);
  const result = await work();
  await sql`rollback to savepoint attempt`.execute(tx);
  return result;
}
