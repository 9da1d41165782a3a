import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';

/** Every column that holds a secret under a key of ours, and what tells its rows apart within a tenant. A test holds the list. */
export const secretColumns = [
  { table: 'identity_providers', column: 'client_secret_encrypted', key: 'tenant_id' },
  { table: 'webhooks', column: 'secret_encrypted', key: 'id' },
  { table: 'webhooks', column: 'old_secret_encrypted', key: 'id' },
] as const;

/** Each secret of the tenant is what `rewrite` makes of it. Whoever changes one waits until the transaction ends. */
export async function rewriteSecrets(
  tx: TenantTransaction,
  rewrite: (place: string, encrypted: Buffer) => Buffer,
): Promise<void> {
  for (const { table, column, key } of secretColumns) {
    const [rows, secret, id] = [sql.table(table), sql.ref(column), sql.ref(key)];
    const held = await sql<{ id: string; encrypted: Buffer }>`
      select ${id} as id, ${secret} as encrypted from ${rows} where ${secret} is not null for no key update`.execute(
      tx,
    );
    for (const { id: found, encrypted } of held.rows) {
      const written = rewrite(`${table}.${column}`, encrypted);
      if (written === encrypted) continue;
      await sql`update ${rows} set ${secret} = ${written} where ${id} = ${found}`.execute(tx);
    }
  }
}
