import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { submit, textFields } from '#lib/server/form.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  save: async ({ request, locals: { api }, params: { tenant } }) => {
    const values = textFields(await request.formData(), 'displayName');
    return submit('save', values, async () => {
      const { id } = await api.groups.create.mutate({ tenant, ...values });
      redirect(303, resolve('/[tenant]/directory/groups/[id]', { tenant, id }));
    });
  },
};
