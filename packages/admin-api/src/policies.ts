import { deletePolicy, getPolicy, listPolicies, savePolicy } from '@rollcall/domain';
import { z } from 'zod';
import { asked, id, ids, query, text } from './access-input.ts';
import { router, tenantChangeProcedure, tenantProcedure } from './trpc.ts';

const level = z.enum(['view', 'use', 'manage']);

const policy = asked.extend({
  id: id.optional(),
  name: text.optional(),
  description: text.optional(),
  enabled: z.boolean().optional(),
  addRoles: ids.optional(),
  removeRoles: ids.optional(),
  setServices: z.array(z.object({ id, level })).max(1000).optional(),
  removeServices: ids.optional(),
});

export const policies = router({
  list: tenantProcedure.input(query).query(({ ctx, input }) => listPolicies(ctx.scope, input)),

  get: tenantProcedure.input(z.object({ id })).query(({ ctx, input }) => getPolicy(ctx.scope, input.id)),

  save: tenantChangeProcedure.input(policy).mutation(({ ctx, input }) => savePolicy(ctx.scope, input, input)),

  delete: tenantChangeProcedure
    .input(asked.extend({ id }))
    .mutation(({ ctx, input }) => deletePolicy(ctx.scope, input.id, input)),
});
