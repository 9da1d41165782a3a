import { redirect } from '@sveltejs/kit';
import { submit, textFields } from '#lib/server/form.ts';
import { oneOf, pageOf } from '#lib/server/list-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant }, url }) => {
  const conflicts = await api.takeOver.conflicts.query({ tenant, page: pageOf(url.searchParams) });
  const id = url.searchParams.get('conflict');
  return {
    conflicts,
    ask: oneOf(url.searchParams, 'ask', ['link', 'keep-apart']) ?? null,
    asked: conflicts.items.find((each) => each.id === id) ?? null,
  };
};

export const actions: Actions = {
  link: (event) => resolveAs('link', event),
  keepApart: (event) => resolveAs('keepApart', event),
};

async function resolveAs(
  as: 'link' | 'keepApart',
  { request, locals: { api }, params: { tenant }, url }: Parameters<Actions[string]>[0],
) {
  const { id } = textFields(await request.formData(), 'id');
  return submit(as, {}, async () => {
    await api.takeOver.resolve.mutate({ tenant: tenant ?? '', id, as });
    redirect(303, url.pathname);
  });
}
