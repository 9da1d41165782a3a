import { findTenantOf, type AdminTenantRow, type Database } from '@rollcall/database';
import { notFound } from '../errors.ts';

const keyForm = /^[a-z0-9-]{1,128}$/;

/** The organisation of that key as that admin has it. Throws `notFound`, the same whether it is another's or nobody's. */
export async function openTenant(db: Database, adminId: string, key: string): Promise<AdminTenantRow> {
  // A key of another form is no tenant's, and some characters would never reach Postgres.
  const tenant = keyForm.test(key) ? await findTenantOf(db, adminId, key) : undefined;
  if (!tenant) throw notFound(`No organisation with the key "${key.slice(0, 64)}" is open to you.`);
  return tenant;
}
