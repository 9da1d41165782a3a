import {
  addExtension,
  addResourceType,
  changeSchema,
  getSchema,
  listSchemas,
  removeAttribute,
  removeSchema,
  saveAttribute,
  setRequired,
} from '@rollcall/domain';
import { z } from 'zod';
import { line } from './input.ts';
import { router, tenantChangeProcedure, tenantProcedure } from './trpc.ts';

// What a definition must look like is a rule of the engine, which has a sentence for each.
const definition = z.record(z.string(), z.unknown());
const urn = line('A URN', 200);

export const schemas = router({
  list: tenantProcedure.query(({ ctx }) => listSchemas(ctx.scope)),

  get: tenantProcedure.input(z.object({ urn })).query(({ ctx, input }) => getSchema(ctx.scope, input.urn)),

  addExtension: tenantChangeProcedure
    .input(z.object({ type: z.string(), required: z.boolean().optional(), definition }))
    .mutation(({ ctx, input }) => addExtension(ctx.scope, input)),

  addResourceType: tenantChangeProcedure
    .input(
      z.object({
        name: z.string(),
        endpoint: z.string(),
        description: line('A description', 1000).optional(),
        definition,
      }),
    )
    .mutation(({ ctx, input }) => addResourceType(ctx.scope, input)),

  change: tenantChangeProcedure
    .input(z.object({ urn, required: z.boolean().optional(), definition }))
    .mutation(({ ctx, input }) =>
      changeSchema(ctx.scope, input.urn, { definition: () => input.definition, required: input.required }),
    ),

  setRequired: tenantChangeProcedure
    .input(z.object({ urn, required: z.boolean() }))
    .mutation(({ ctx, input }) => setRequired(ctx.scope, input.urn, input.required)),

  saveAttribute: tenantChangeProcedure
    .input(z.object({ urn, replaces: z.string().optional(), attribute: definition }))
    .mutation(({ ctx, input }) => saveAttribute(ctx.scope, input.urn, input)),

  removeAttribute: tenantChangeProcedure
    .input(z.object({ urn, name: z.string() }))
    .mutation(({ ctx, input }) => removeAttribute(ctx.scope, input.urn, input.name)),

  remove: tenantChangeProcedure
    .input(z.object({ urn, losing: z.int().min(0) }))
    .mutation(({ ctx, input }) => removeSchema(ctx.scope, input.urn, input.losing)),
});
