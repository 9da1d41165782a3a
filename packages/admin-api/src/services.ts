import { deleteService, getService, listPeopleOfService, listServices, saveService } from '@rollcall/domain';
import { z } from 'zod';
import { asked, choice, id, query, text } from './access-input.ts';
import { router, tenantChangeProcedure, tenantProcedure } from './trpc.ts';

export const services = router({
  list: tenantProcedure.input(choice).query(({ ctx, input }) => listServices(ctx.scope, input)),

  get: tenantProcedure.input(z.object({ id })).query(({ ctx, input }) => getService(ctx.scope, input.id)),

  people: tenantProcedure
    .input(query.extend({ id }))
    .query(({ ctx, input }) => listPeopleOfService(ctx.scope, input.id, input)),

  save: tenantChangeProcedure
    .input(asked.extend({ id: id.optional(), name: text, description: text.optional(), address: text }))
    .mutation(({ ctx, input }) => saveService(ctx.scope, input, input)),

  delete: tenantChangeProcedure
    .input(asked.extend({ id }))
    .mutation(({ ctx, input }) => deleteService(ctx.scope, input.id, input)),
});
