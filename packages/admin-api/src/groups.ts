import {
  actOnGroup,
  changeLocalGroup,
  changeLocalMembers,
  createLocalGroup,
  getGroup,
  listGroups,
  listMembers,
} from '@rollcall/domain';
import { z } from 'zod';
import { line, order, page, search } from './input.ts';
import { router, tenantChangeProcedure, tenantProcedure } from './trpc.ts';

const id = z.string();
const displayName = line('A group’s name', 400);
const someIds = z
  .array(z.uuid('A member goes by its id.'))
  .max(200, 'Choose at most 200 at a time.')
  .default([]);

/** Which groups are meant. */
export const groupSelection = z.object({
  search,
  origin: z.enum(['scim', 'local']).optional(),
  status: z.enum(['empty', 'archived']).optional(),
});

/** Which groups, and in which order. */
export const groupQuery = groupSelection.extend({
  sort: z.enum(['displayName', 'members', 'updatedAt']).optional(),
  order,
});

export const groups = router({
  list: tenantProcedure
    .input(groupQuery.extend({ page }))
    .query(({ ctx, input: { tenant: _, ...query } }) => listGroups(ctx.scope, query)),

  get: tenantProcedure.input(z.object({ id })).query(({ ctx, input }) => getGroup(ctx.scope, input.id)),

  members: tenantProcedure
    .input(z.object({ id, search, show: z.enum(['direct', 'all']).optional(), page }))
    .query(({ ctx, input }) => listMembers(ctx.scope, input.id, input)),

  create: tenantChangeProcedure
    .input(z.object({ displayName }))
    .mutation(({ ctx, input }) => createLocalGroup(ctx.scope, input)),

  change: tenantChangeProcedure
    .input(z.object({ id, displayName }))
    .mutation(({ ctx, input }) => changeLocalGroup(ctx.scope, input.id, input)),

  changeMembers: tenantChangeProcedure
    .input(z.object({ id, add: someIds, remove: someIds }))
    .mutation(({ ctx, input }) => changeLocalMembers(ctx.scope, input.id, input)),

  act: tenantChangeProcedure
    .input(z.object({ id, act: z.enum(['archive', 'unarchive', 'delete']) }))
    .mutation(({ ctx, input }) => actOnGroup(ctx.scope, input.act, input.id)),
});
