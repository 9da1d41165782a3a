import { getOverview } from '@rollcall/domain';
import { router, tenantProcedure } from './trpc.ts';

export const overview = router({
  get: tenantProcedure.query(({ ctx }) => getOverview(ctx.scope)),
});
