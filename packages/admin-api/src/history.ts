import { listHistory, listHistoryOf } from '@rollcall/domain';
import { z } from 'zod';
import { page } from './input.ts';
import { router, tenantProcedure } from './trpc.ts';

export const history = router({
  of: tenantProcedure
    .input(z.object({ type: z.enum(['User', 'Group', 'Resource']), id: z.string(), page }))
    .query(({ ctx, input }) => listHistoryOf(ctx.scope, input, input.page)),

  recent: tenantProcedure
    .input(z.object({ page }))
    .query(({ ctx, input }) => listHistory(ctx.scope, input.page)),
});
