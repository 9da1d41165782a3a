import type { Database } from '../connect.ts';
import type { TenantRow } from './tenants.ts';

/** What an admin may do for a tenant: everything, everything but the admins, or look. */
export type Profile = 'owner' | 'admin' | 'readOnly';

/** A tenant as one of its admins has it. */
export type AdminTenantRow = TenantRow & Readonly<{ profile: Profile }>;

/** The tenants that admin runs, by name. */
export function listTenantsOf(db: Database, adminId: string): Promise<AdminTenantRow[]> {
  return tenantsOf(db, adminId).orderBy('tenants.name').orderBy('tenants.id').execute();
}

/** The tenant of that key, if that admin runs it. */
export function findTenantOf(
  db: Database,
  adminId: string,
  key: string,
): Promise<AdminTenantRow | undefined> {
  return tenantsOf(db, adminId).where('tenants.key', '=', key).executeTakeFirst();
}

function tenantsOf(db: Database, adminId: string) {
  return db.kysely
    .selectFrom('tenant_admins')
    .innerJoin('tenants', 'tenants.id', 'tenant_admins.tenant_id')
    .select(['tenants.id', 'tenants.key', 'tenants.name', 'tenant_admins.profile'])
    .$narrowType<{ profile: Profile }>()
    .where('tenant_admins.admin_id', '=', adminId);
}

/** The admin has that profile for the tenant, instead of any other. */
export async function storeProfile(
  db: Database,
  of: { tenantId: string; adminId: string; profile: Profile },
): Promise<void> {
  await db.kysely
    .insertInto('tenant_admins')
    .values({ tenant_id: of.tenantId, admin_id: of.adminId, profile: of.profile })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'admin_id']).doUpdateSet({ profile: of.profile }),
    )
    .execute();
}
