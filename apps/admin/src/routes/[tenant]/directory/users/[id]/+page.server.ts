import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { submit, textFields } from '#lib/server/form.ts';
import { oneOf, pageOf } from '#lib/server/list-query.ts';
import type { Actions, PageServerLoad } from './$types';

const acts = ['suspend', 'restore', 'archive', 'unarchive', 'delete'] as const;

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant, id }, url }) => {
  const [user, history, schemas, signIn, access] = await Promise.all([
    api.users.get.query({ tenant, id }),
    api.history.of.query({ tenant, type: 'User', id, page: pageOf(url.searchParams) }),
    api.schemas.list.query({ tenant }),
    api.signIn.ofPerson.query({ tenant, userId: id }),
    api.access.ofUser.query({ tenant, id }),
  ]);
  return { user, history, schemas, signIn, access, ask: oneOf(url.searchParams, 'ask', acts) ?? null };
};

export const actions: Actions = {
  signOut: async ({ request, locals: { api }, params: { tenant, id }, url }) => {
    const { sessionId } = textFields(await request.formData(), 'sessionId');
    return submit('signOut', {}, async () => {
      await api.signIn.revokeSessions.mutate({
        tenant,
        userId: id,
        ...(sessionId === '' ? {} : { sessionId }),
      });
      redirect(303, url.pathname);
    });
  },

  unlink: async ({ locals: { api }, params: { tenant, id }, url }) =>
    submit('unlink', {}, async () => {
      await api.signIn.unlink.mutate({ tenant, userId: id });
      redirect(303, url.pathname);
    }),

  act: async ({ request, locals: { api }, params: { tenant, id }, url }) => {
    const { act: named } = textFields(await request.formData(), 'act');
    return submit('act', { act: named }, async () => {
      const act = acts.find((each) => each === named) ?? 'archive';
      await api.users.act.mutate({ tenant, ids: [id], act });
      redirect(303, act === 'delete' ? resolve('/[tenant]/directory/users', { tenant }) : url.pathname);
    });
  },
};
