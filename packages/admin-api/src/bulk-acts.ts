import { getBulkJob, listRecentJobs, startBulkJob, stopBulkJob } from '@rollcall/domain';
import { z } from 'zod';
import { asked } from './access-input.ts';
import { router, tenantChangeProcedure, tenantProcedure } from './trpc.ts';
import { userSelection } from './users.ts';

const id = z.string();
const people = z.union([
  z.object({ ids: z.array(z.uuid('A user goes by their id.')).max(1_000, 'Choose at most 1,000 by name.') }),
  z.object({ selection: userSelection }),
]);

export const bulkActs = router({
  start: tenantChangeProcedure
    .input(
      asked.extend({
        act: z.enum(['suspend', 'restore', 'archive', 'unarchive', 'delete', 'assign', 'unassign']),
        people,
        role: z.uuid('A role goes by its id.').optional(),
      }),
    )
    .mutation(({ ctx, input }) => startBulkJob(ctx.scope, input, input)),

  get: tenantProcedure.input(z.object({ id })).query(({ ctx, input }) => getBulkJob(ctx.scope, input.id)),

  recent: tenantProcedure.query(({ ctx }) => listRecentJobs(ctx.scope)),

  stop: tenantChangeProcedure
    .input(z.object({ id }))
    .mutation(({ ctx, input }) => stopBulkJob(ctx.scope, input.id)),
});
