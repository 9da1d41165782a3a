import { actOnUsers, changeLocalUser, createLocalUser, getUser, listUsers } from '@rollcall/domain';
import { z } from 'zod';
import { line, order, page, search } from './input.ts';
import { router, tenantChangeProcedure, tenantProcedure } from './trpc.ts';

/** Which users are meant. */
export const userSelection = z.object({
  search,
  status: z.enum(['active', 'inactive', 'suspended', 'held', 'archived']).optional(),
  origin: z.enum(['scim', 'jit', 'local']).optional(),
  group: z.uuid('A group goes by its id.').optional(),
  members: z.enum(['all', 'direct']).optional(),
  role: z.uuid('A role goes by its id.').optional(),
  signedIn: z.enum(['7', '30', '90', 'not90', 'never']).optional(),
});

/** Which users, and in which order. */
export const userQuery = userSelection.extend({
  sort: z.enum(['displayName', 'userName', 'email', 'updatedAt', 'createdAt', 'lastSignInAt']).optional(),
  order,
});

const field = (name: string) => line(name, 400).optional();

const person = z.object({
  userName: line('A user name', 400),
  givenName: field('A given name'),
  familyName: field('A family name'),
  displayName: field('A display name'),
  email: field('An e-mail address'),
  phone: field('A phone number'),
  title: field('A title'),
  department: field('A department'),
  employeeNumber: field('An employee number'),
});

const someIds = z.array(z.uuid('A user goes by their id.')).max(200, 'Choose at most 200 at a time.');

export const users = router({
  list: tenantProcedure
    .input(userQuery.extend({ page }))
    .query(({ ctx, input: { tenant: _, ...query } }) => listUsers(ctx.scope, query)),

  get: tenantProcedure
    .input(z.object({ id: z.string() }))
    .query(({ ctx, input }) => getUser(ctx.scope, input.id)),

  create: tenantChangeProcedure
    .input(z.object({ person }))
    .mutation(({ ctx, input }) => createLocalUser(ctx.scope, input.person)),

  change: tenantChangeProcedure
    .input(z.object({ id: z.string(), person }))
    .mutation(({ ctx, input }) => changeLocalUser(ctx.scope, input.id, input.person)),

  act: tenantChangeProcedure
    .input(
      z.object({
        ids: someIds.min(1, 'Choose somebody.'),
        act: z.enum(['suspend', 'restore', 'archive', 'unarchive', 'delete']),
      }),
    )
    .mutation(({ ctx, input }) => actOnUsers(ctx.scope, input.act, input.ids)),
});
