import { listTenantsOf, type AdminTenantRow, type Database } from '@rollcall/database';

/** The organisations that admin runs, by name, each with the admin's profile there. */
export function tenantsOf(db: Database, adminId: string): Promise<AdminTenantRow[]> {
  return listTenantsOf(db, adminId);
}
