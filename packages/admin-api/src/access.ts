import { accessOfGroup, accessOfUser } from '@rollcall/domain';
import { z } from 'zod';
import { id } from './access-input.ts';
import { router, tenantProcedure } from './trpc.ts';

export const access = router({
  ofUser: tenantProcedure
    .input(z.object({ id }))
    .query(({ ctx, input }) => accessOfUser(ctx.scope, input.id)),

  ofGroup: tenantProcedure
    .input(z.object({ id }))
    .query(({ ctx, input }) => accessOfGroup(ctx.scope, input.id)),
});
