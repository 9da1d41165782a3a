import {
  assignRole,
  deleteRole,
  extendRule,
  getRole,
  listAssignees,
  listClaims,
  listHoldersOfRole,
  listRoles,
  previewRule,
  saveRole,
  unassignRole,
} from '@rollcall/domain';
import { z } from 'zod';
import { asked, choice, id, ids, query, text } from './access-input.ts';
import { page } from './input.ts';
import { router, tenantChangeProcedure, tenantProcedure } from './trpc.ts';

const assignment = asked.extend({ roleId: id, users: ids.default([]), groups: ids.default([]) });

export const roles = router({
  list: tenantProcedure.input(choice).query(({ ctx, input }) => listRoles(ctx.scope, input)),

  get: tenantProcedure.input(z.object({ id })).query(({ ctx, input }) => getRole(ctx.scope, input.id)),

  assignees: tenantProcedure
    .input(z.object({ id, page }))
    .query(({ ctx, input }) => listAssignees(ctx.scope, input.id, input.page)),

  holders: tenantProcedure
    .input(query.extend({ id }))
    .query(({ ctx, input }) => listHoldersOfRole(ctx.scope, input.id, input)),

  previewRule: tenantProcedure
    .input(z.object({ rule: text }))
    .query(({ ctx, input }) => previewRule(ctx.scope, input.rule)),

  claims: tenantProcedure.query(({ ctx }) => listClaims(ctx.scope)),

  extendRule: tenantProcedure
    .input(z.object({ rule: text, claim: z.enum(['groups', 'roles']), value: text }))
    .query(({ input }) => extendRule(input.rule, input)),

  save: tenantChangeProcedure
    .input(
      asked.extend({ id: id.optional(), name: text, description: text.optional(), rule: text.nullish() }),
    )
    .mutation(({ ctx, input }) => saveRole(ctx.scope, input, input)),

  assign: tenantChangeProcedure
    .input(assignment)
    .mutation(({ ctx, input }) => assignRole(ctx.scope, input, input)),

  unassign: tenantChangeProcedure
    .input(assignment)
    .mutation(({ ctx, input }) => unassignRole(ctx.scope, input, input)),

  delete: tenantChangeProcedure
    .input(asked.extend({ id }))
    .mutation(({ ctx, input }) => deleteRole(ctx.scope, input.id, input)),
});
