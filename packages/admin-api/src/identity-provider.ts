import {
  beginTrial,
  checkIdentityProvider,
  getIdentityProvider,
  returnAddressesOf,
  saveIdentityProvider,
} from '@rollcall/domain';
import { z } from 'zod';
import { router, tenantChangeProcedure, tenantProcedure } from './trpc.ts';

// What the values must look like is a rule of the domain, which has a sentence for each.
const settings = z.object({
  kind: z.enum(['entra', 'oidc']).optional(),
  entraTenantId: z.string().optional(),
  issuer: z.string().optional(),
  clientId: z.string(),
  clientSecret: z.string().optional(),
  clientSecretExpiresOn: z.string().nullish(),
  userNameClaim: z.string().optional(),
  groupsClaim: z.string().optional(),
  rolesClaim: z.string().optional(),
  jit: z.enum(['on', 'untilScim', 'off']).optional(),
});

export const identityProvider = router({
  get: tenantProcedure.query(({ ctx }) => getIdentityProvider(ctx.scope)),

  save: tenantChangeProcedure
    .input(settings)
    .mutation(({ ctx, input }) => saveIdentityProvider(ctx.scope, input, ctx.deps)),

  returnAddresses: tenantProcedure.query(({ ctx }) =>
    returnAddressesOf(ctx.deps.publicOrigin, ctx.scope.tenant.key),
  ),

  check: tenantChangeProcedure.mutation(({ ctx }) => checkIdentityProvider(ctx.scope, ctx.deps)),

  beginTrial: tenantChangeProcedure.mutation(({ ctx }) => beginTrial(ctx.scope, ctx.deps)),
});
