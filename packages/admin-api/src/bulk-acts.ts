import { getBulkJob, listRecentJobs, startBulkJob, stopBulkJob } from '@rollcall/domain';
import { z } from 'zod';
import { asked } from './access-input.ts';
import { groupSelection } from './groups.ts';
import { router, tenantChangeProcedure, tenantProcedure } from './trpc.ts';
import { userSelection } from './users.ts';

const id = z.string();
const chosen = (what: string) =>
  z.array(z.uuid(`A ${what} goes by its id.`)).max(1_000, 'Choose at most 1,000 by name.');
const role = z.uuid('A role goes by its id.').optional();

export const bulkActs = router({
  start: tenantChangeProcedure
    .input(
      asked.extend({
        act: z.enum(['suspend', 'restore', 'archive', 'unarchive', 'delete', 'assign', 'unassign']),
        people: z.union([z.object({ ids: chosen('user') }), z.object({ selection: userSelection })]),
        role,
      }),
    )
    .mutation(({ ctx, input }) => startBulkJob(ctx.scope, input, input)),

  startOnGroups: tenantChangeProcedure
    .input(
      asked.extend({
        act: z.enum(['archive', 'unarchive', 'delete', 'assign', 'unassign']),
        groups: z.union([z.object({ ids: chosen('group') }), z.object({ selection: groupSelection })]),
        role,
      }),
    )
    .mutation(({ ctx, input }) => startBulkJob(ctx.scope, input, input)),

  get: tenantProcedure.input(z.object({ id })).query(({ ctx, input }) => getBulkJob(ctx.scope, input.id)),

  recent: tenantProcedure.query(({ ctx }) => listRecentJobs(ctx.scope)),

  stop: tenantChangeProcedure
    .input(z.object({ id }))
    .mutation(({ ctx, input }) => stopBulkJob(ctx.scope, input.id)),
});
