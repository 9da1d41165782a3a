import { getPersonSignIn, revokeSessions, unlinkPerson } from '@rollcall/domain';
import { z } from 'zod';
import { router, tenantChangeProcedure, tenantProcedure } from './trpc.ts';

const person = z.object({ userId: z.string() });

export const signIn = router({
  ofPerson: tenantProcedure.input(person).query(({ ctx, input }) => getPersonSignIn(ctx.scope, input.userId)),

  revokeSessions: tenantChangeProcedure
    .input(person.extend({ sessionId: z.string().optional() }))
    .mutation(({ ctx, input }) => revokeSessions(ctx.scope, input)),

  unlink: tenantChangeProcedure
    .input(person)
    .mutation(({ ctx, input }) => unlinkPerson(ctx.scope, input.userId)),
});
