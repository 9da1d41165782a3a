import { generateToken, listTokens, revokeToken, tokenLifeDays } from '@rollcall/domain';
import { z } from 'zod';
import { line } from './input.ts';
import { router, tenantChangeProcedure, tenantProcedure } from './trpc.ts';

const newToken = z.object({
  label: line('A label', 80),
  expiresInDays: z
    .number(`Enter a number of days from 1 to ${tokenLifeDays.most}.`)
    .default(tokenLifeDays.usual),
});

export const tokens = router({
  list: tenantProcedure.query(({ ctx }) => listTokens(ctx.scope)),

  generate: tenantChangeProcedure
    .input(newToken)
    .mutation(({ ctx, input }) => generateToken(ctx.scope, input)),

  revoke: tenantChangeProcedure
    .input(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => revokeToken(ctx.scope, input.id)),
});
