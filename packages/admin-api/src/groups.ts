import { getGroup, listGroups, listMembers } from '@rollcall/domain';
import { z } from 'zod';
import { order, page, search } from './input.ts';
import { router, tenantProcedure } from './trpc.ts';

const id = z.string();

const query = z.object({
  search,
  sort: z.enum(['displayName', 'members', 'updatedAt']).optional(),
  order,
  page,
});

export const groups = router({
  list: tenantProcedure.input(query).query(({ ctx, input }) => listGroups(ctx.scope, input)),

  get: tenantProcedure.input(z.object({ id })).query(({ ctx, input }) => getGroup(ctx.scope, input.id)),

  members: tenantProcedure
    .input(z.object({ id, search, page }))
    .query(({ ctx, input }) => listMembers(ctx.scope, input.id, input)),
});
