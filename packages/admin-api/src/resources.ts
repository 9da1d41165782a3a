import { getOwnResource, listOwnResources, listOwnTypes } from '@rollcall/domain';
import { z } from 'zod';
import { line, order, page, search } from './input.ts';
import { router, tenantProcedure } from './trpc.ts';

const endpoint = line('An endpoint', 65);

const query = z.object({
  endpoint,
  search,
  sort: z.enum(['displayName', 'updatedAt', 'createdAt']).optional(),
  order,
  page,
});

/** Resources of an organisation's own types. */
export const resources = router({
  types: tenantProcedure.query(({ ctx }) => listOwnTypes(ctx.scope)),

  list: tenantProcedure
    .input(query)
    .query(({ ctx, input }) => listOwnResources(ctx.scope, input.endpoint, input)),

  get: tenantProcedure
    .input(z.object({ endpoint, id: z.string() }))
    .query(({ ctx, input }) => getOwnResource(ctx.scope, input.endpoint, input.id)),
});
