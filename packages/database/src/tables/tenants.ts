import { sql } from 'kysely';
import type { Database } from '../connect.ts';
import { withTenant } from '../tenant-transaction.ts';

/** A tenant, which lives outside the wall. */
export type TenantRow = Readonly<{ id: string; key: string; name: string }>;

/** A tenant and its connection, still switched off; undefined when the key is another tenant's. */
export async function insertTenant(
  db: Database,
  tenant: { key: string; name: string },
): Promise<TenantRow | undefined> {
  const { id } = await db.kysely.selectNoFrom(sql<string>`uuidv7()`.as('id')).executeTakeFirstOrThrow();
  return withTenant(db, id, async (tx) => {
    const made = await tx
      .insertInto('tenants')
      .values({ id, ...tenant })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .returning(['id', 'key', 'name'])
      .executeTakeFirst();
    if (made) await tx.insertInto('provisioning').defaultValues().execute();
    return made;
  });
}

/** Whether there is any tenant at all. */
export async function hasTenants(db: Database): Promise<boolean> {
  const first = await db.kysely.selectFrom('tenants').select('id').limit(1).executeTakeFirst();
  return first !== undefined;
}

/** The tenant of that key, which stands in its addresses. */
export function findTenant(db: Database, key: string): Promise<TenantRow | undefined> {
  return db.kysely
    .selectFrom('tenants')
    .select(['id', 'key', 'name'])
    .where('key', '=', key)
    .executeTakeFirst();
}

/** The id of every tenant. */
export async function listTenantIds(db: Database): Promise<string[]> {
  const rows = await db.kysely.selectFrom('tenants').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}
