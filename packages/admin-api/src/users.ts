import { getUser, listUsers } from '@rollcall/domain';
import { z } from 'zod';
import { order, page, search } from './input.ts';
import { router, tenantProcedure } from './trpc.ts';

const query = z.object({
  search,
  status: z.enum(['active', 'inactive', 'suspended']).optional(),
  origin: z.enum(['scim', 'jit', 'local']).optional(),
  sort: z.enum(['displayName', 'userName', 'email', 'updatedAt', 'createdAt']).optional(),
  order,
  page,
});

export const users = router({
  list: tenantProcedure.input(query).query(({ ctx, input }) => listUsers(ctx.scope, input)),

  get: tenantProcedure
    .input(z.object({ id: z.string() }))
    .query(({ ctx, input }) => getUser(ctx.scope, input.id)),
});
