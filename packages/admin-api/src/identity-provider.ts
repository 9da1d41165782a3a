import { getIdentityProvider, redirectUriOf, saveIdentityProvider } from '@rollcall/domain';
import { z } from 'zod';
import { router, tenantChangeProcedure, tenantProcedure } from './trpc.ts';

// What the values must look like is a rule of the domain, which has a sentence for each.
const settings = z.object({
  entraTenantId: z.string(),
  clientId: z.string(),
  clientSecret: z.string().optional(),
  clientSecretExpiresOn: z.string().nullish(),
});

export const identityProvider = router({
  get: tenantProcedure.query(({ ctx }) => getIdentityProvider(ctx.scope, ctx.deps)),

  save: tenantChangeProcedure
    .input(settings)
    .mutation(({ ctx, input }) => saveIdentityProvider(ctx.scope, input, ctx.deps)),

  redirectUri: tenantProcedure.query(({ ctx }) => ({
    redirectUri: redirectUriOf(ctx.deps.publicOrigin, ctx.scope.tenant.key),
  })),
});
