import { initTRPC } from '@trpc/server';
import { DomainError, forbidden, openTenant, unauthenticated, type Scope } from '@rollcall/domain';
import { z } from 'zod';
import type { AdminContext } from './context.ts';
import { describeRefusal, refusal } from './refusal.ts';

const trpc = initTRPC.context<AdminContext>().create({
  // Where an error came from is for the log alone.
  isDev: false,
  errorFormatter({ shape, error, ctx }) {
    const requestId = ctx?.requestId ?? '';
    if (error.code === 'INTERNAL_SERVER_ERROR') {
      const message = `Something went wrong on our side. Tell support this request id: ${requestId}.`;
      return { ...shape, message, data: { ...shape.data, requestId } };
    }
    const { message, data } = describeRefusal(error);
    return { ...shape, message, data: { ...shape.data, ...data, requestId } };
  },
});

export const { router } = trpc;

/** Anyone; what a rule of ours refuses leaves as tRPC says it. */
const publicProcedure = trpc.procedure.use(async ({ next }) => {
  const result = await next();
  if (!result.ok && result.error.cause instanceof DomainError) throw refusal(result.error.cause);
  return result;
});

/** An admin who is signed in. */
export const adminProcedure = publicProcedure.use(async ({ ctx, next }) => {
  const admin = await ctx.findAdmin();
  if (!admin) throw unauthenticated();
  return next({ ctx: { admin } });
});

/** An admin of the organisation that the input names; `scope` acts inside it. */
export const tenantProcedure = adminProcedure
  .input(z.object({ tenant: z.string() }))
  .use(async ({ ctx, input, next }) => {
    const { admin, deps, requestId } = ctx;
    const { profile, ...tenant } = await openTenant(deps.db, admin.id, input.tenant);
    const actor = { kind: 'admin', id: admin.id, label: admin.name } as const;
    const scope: Scope = Object.freeze({ db: deps.db, tenant, actor, requestId, now: deps.now });
    return next({ ctx: { scope, profile } });
  });

/** The same, and the admin's profile allows changes. */
export const tenantChangeProcedure = tenantProcedure.use(({ ctx, next }) => {
  if (ctx.profile === 'readOnly') throw forbidden();
  return next();
});
