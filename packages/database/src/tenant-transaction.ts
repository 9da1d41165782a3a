import { sql, type Transaction } from 'kysely';
import type { Database } from './connect.ts';
import type { DB } from './schema.ts';

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
