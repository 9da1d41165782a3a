import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  eventTypes,
  generateFeedToken,
  getDelivery,
  getWebhook,
  listDeliveries,
  listFeedTokens,
  listWebhooks,
  replayDeliveries,
  revokeFeedToken,
  rotateWebhookSecret,
  sendTestEvent,
  switchWebhook,
} from '@rollcall/domain';
import { z } from 'zod';
import { line, page } from './input.ts';
import { router, tenantChangeProcedure, tenantProcedure } from './trpc.ts';

const id = z.string();
const state = z.enum(['pending', 'delivered', 'dead']).optional();

// What an address and a type may be is a rule of the domain, which has a sentence for each.
const choice = z.object({
  url: line('An address', 2000),
  description: line('A description', 200).optional(),
  types: z.array(z.string()).max(100).optional(),
  withValues: z.boolean().optional(),
});

const replayed = z.union([
  z.object({ id }),
  z.object({ undelivered: z.literal(true) }),
  z.object({ since: z.coerce.date() }),
]);

export const webhooks = router({
  list: tenantProcedure.query(({ ctx }) => listWebhooks(ctx.scope)),

  eventTypes: tenantProcedure.query(() =>
    Object.entries(eventTypes).map(([type, meaning]) => ({ type, meaning })),
  ),

  get: tenantProcedure.input(z.object({ id })).query(({ ctx, input }) => getWebhook(ctx.scope, input.id)),

  create: tenantChangeProcedure
    .input(choice)
    .mutation(({ ctx, input }) => createWebhook(ctx.scope, input, ctx.deps)),

  change: tenantChangeProcedure
    .input(choice.extend({ id }))
    .mutation(({ ctx, input }) => changeWebhook(ctx.scope, input.id, input, ctx.deps)),

  switch: tenantChangeProcedure
    .input(z.object({ id, enabled: z.boolean() }))
    .mutation(({ ctx, input }) => switchWebhook(ctx.scope, input.id, input.enabled)),

  rotateSecret: tenantChangeProcedure
    .input(z.object({ id }))
    .mutation(({ ctx, input }) => rotateWebhookSecret(ctx.scope, input.id, ctx.deps)),

  delete: tenantChangeProcedure
    .input(z.object({ id }))
    .mutation(({ ctx, input }) => deleteWebhook(ctx.scope, input.id)),

  sendTest: tenantChangeProcedure
    .input(z.object({ id }))
    .mutation(({ ctx, input }) => sendTestEvent(ctx.scope, input.id)),

  deliveries: tenantProcedure
    .input(z.object({ id, state, type: z.string().optional(), page }))
    .query(({ ctx, input }) => listDeliveries(ctx.scope, input.id, input)),

  delivery: tenantProcedure
    .input(z.object({ id, deliveryId: z.string() }))
    .query(({ ctx, input }) => getDelivery(ctx.scope, input.id, input.deliveryId)),

  replay: tenantChangeProcedure
    .input(z.object({ id, choice: replayed }))
    .mutation(({ ctx, input }) => replayDeliveries(ctx.scope, input.id, input.choice)),
});

export const feed = router({
  tokens: tenantProcedure.query(({ ctx }) => listFeedTokens(ctx.scope, ctx.deps)),

  generateToken: tenantChangeProcedure
    .input(z.object({ label: line('A label', 80) }))
    .mutation(({ ctx, input }) => generateFeedToken(ctx.scope, input)),

  revokeToken: tenantChangeProcedure
    .input(z.object({ id }))
    .mutation(({ ctx, input }) => revokeFeedToken(ctx.scope, input.id)),
});
