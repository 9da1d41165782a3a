import { listConflicts, previewTakeOver, resolveConflict } from '@rollcall/domain';
import { z } from 'zod';
import { page } from './input.ts';
import { router, tenantChangeProcedure, tenantProcedure } from './trpc.ts';

const match = z.enum(['clash', 'userName', 'subject', 'email', 'none']).optional();

export const takeOver = router({
  preview: tenantProcedure
    .input(z.object({ match, page }))
    .query(({ ctx, input }) => previewTakeOver(ctx.scope, input)),

  conflicts: tenantProcedure
    .input(z.object({ page }))
    .query(({ ctx, input }) => listConflicts(ctx.scope, input)),

  resolve: tenantChangeProcedure
    .input(z.object({ id: z.string(), as: z.enum(['link', 'keepApart']) }))
    .mutation(({ ctx, input }) => resolveConflict(ctx.scope, input)),
});
