import {
  beginTrial,
  changeIdentityProvider,
  checkIdentityProvider,
  getIdentityProvider,
  returnAddressesOf,
} from '@rollcall/domain';
import { z } from 'zod';
import { asked } from './access-input.ts';
import { router, tenantChangeProcedure, tenantProcedure } from './trpc.ts';

// What the values must look like is a rule of the domain, which has a sentence for each.
const settings = asked.extend({
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
    .mutation(({ ctx, input }) => changeIdentityProvider(ctx.scope, input, ctx.deps, input)),

  returnAddresses: tenantProcedure.query(({ ctx }) =>
    returnAddressesOf(ctx.deps.publicOrigin, ctx.scope.tenant.key),
  ),

  check: tenantChangeProcedure.mutation(({ ctx }) => checkIdentityProvider(ctx.scope, ctx.deps)),

  beginTrial: tenantChangeProcedure.mutation(({ ctx }) => beginTrial(ctx.scope, ctx.deps)),
});
