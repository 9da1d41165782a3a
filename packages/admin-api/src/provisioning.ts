import {
  chooseDialect,
  disableProvisioning,
  enableProvisioning,
  getProvisioning,
  previewDisable,
} from '@rollcall/domain';
import { z } from 'zod';
import { router, tenantChangeProcedure, tenantProcedure } from './trpc.ts';

export const provisioning = router({
  get: tenantProcedure.query(({ ctx }) => getProvisioning(ctx.scope, ctx.deps)),

  enable: tenantChangeProcedure.mutation(async ({ ctx }) => {
    await enableProvisioning(ctx.scope);
    return getProvisioning(ctx.scope, ctx.deps);
  }),

  chooseDialect: tenantChangeProcedure
    .input(z.object({ dialect: z.enum(['entra', 'okta', 'google', 'rfc']) }))
    .mutation(async ({ ctx, input }) => {
      await chooseDialect(ctx.scope, input.dialect);
      return getProvisioning(ctx.scope, ctx.deps);
    }),

  previewDisable: tenantProcedure.query(({ ctx }) => previewDisable(ctx.scope)),

  disable: tenantChangeProcedure
    .input(z.object({ people: z.enum(['keep', 'suspend']) }))
    .mutation(async ({ ctx, input }) => {
      await disableProvisioning(ctx.scope, input.people);
      return getProvisioning(ctx.scope, ctx.deps);
    }),
});
