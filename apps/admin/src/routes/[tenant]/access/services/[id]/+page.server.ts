import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { textFields } from '#lib/server/form.ts';
import { oneOf, pageOf, searchOf } from '#lib/server/list-query.ts';
import { throughImpact } from '#lib/server/through-impact.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant, id }, url }) => {
  const search = searchOf(url.searchParams);
  const [service, people] = await Promise.all([
    api.services.get.query({ tenant, id }),
    api.services.people.query({ tenant, id, search, page: pageOf(url.searchParams) }),
  ]);
  return { ask: oneOf(url.searchParams, 'ask', ['edit']) ?? null, service, people, search };
};

export const actions: Actions = {
  save: async ({ request, locals: { api }, params: { tenant, id }, url }) => {
    const form = await request.formData();
    const values = textFields(form, 'name', 'description', 'address');
    return throughImpact(
      form,
      { action: 'save', values },
      (asked) => api.services.save.mutate({ tenant, id, ...values, ...asked }),
      () => redirect(303, url.pathname),
    );
  },

  delete: async ({ request, locals: { api }, params: { tenant, id } }) =>
    throughImpact(
      await request.formData(),
      { action: 'delete', alwaysAsk: true },
      (asked) => api.services.delete.mutate({ tenant, id, ...asked }),
      () => redirect(303, resolve('/[tenant]/access/services', { tenant })),
    ),
};
