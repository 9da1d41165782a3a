import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { submit, textFields } from '#lib/server/form.ts';
import { oneOf, pageOf } from '#lib/server/list-query.ts';
import type { Actions, PageServerLoad } from './$types';

const acts = ['suspend', 'restore', 'archive', 'unarchive', 'delete'] as const;

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant, id }, url }) => {
  const [user, history, schemas] = await Promise.all([
    api.users.get.query({ tenant, id }),
    api.history.of.query({ tenant, type: 'User', id, page: pageOf(url.searchParams) }),
    api.schemas.list.query({ tenant }),
  ]);
  return { user, history, schemas, ask: oneOf(url.searchParams, 'ask', acts) ?? null };
};

export const actions: Actions = {
  act: async ({ request, locals: { api }, params: { tenant, id }, url }) => {
    const { act: named } = textFields(await request.formData(), 'act');
    return submit('act', { act: named }, async () => {
      const act = acts.find((each) => each === named) ?? 'archive';
      await api.users.act.mutate({ tenant, ids: [id], act });
      redirect(303, act === 'delete' ? resolve('/[tenant]/directory/users', { tenant }) : url.pathname);
    });
  },
};
