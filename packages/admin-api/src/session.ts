import { tenantsOf } from '@rollcall/domain';
import { adminProcedure, router } from './trpc.ts';

export const session = router({
  me: adminProcedure.query(async ({ ctx: { admin, deps } }) => {
    const tenants = await tenantsOf(deps.db, admin.id);
    return {
      admin: { name: admin.name, email: admin.email },
      tenants: tenants.map(({ key, name, profile }) => ({ key, name, profile })),
    };
  }),
});
