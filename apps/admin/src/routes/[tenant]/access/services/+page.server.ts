import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { textFields } from '#lib/server/form.ts';
import { oneOf, pageOf, searchOf } from '#lib/server/list-query.ts';
import { throughImpact } from '#lib/server/through-impact.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant }, url }) => {
  const search = searchOf(url.searchParams);
  return {
    ask: oneOf(url.searchParams, 'ask', ['add']) ?? null,
    search,
    services: await api.services.list.query({ tenant, search, page: pageOf(url.searchParams) }),
  };
};

export const actions: Actions = {
  save: async ({ request, locals: { api }, params: { tenant } }) => {
    const form = await request.formData();
    const values = textFields(form, 'name', 'description', 'address');
    return throughImpact(
      form,
      { action: 'save', values },
      (asked) => api.services.save.mutate({ tenant, ...values, ...asked }),
      ({ id }) => redirect(303, resolve('/[tenant]/access/services/[id]', { tenant, id })),
    );
  },
};
