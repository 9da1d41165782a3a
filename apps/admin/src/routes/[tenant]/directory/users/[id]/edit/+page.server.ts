import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { personFieldNames, personOf } from '#lib/directory/person-fields.ts';
import { submit, textFields } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant, id } }) => {
  const user = await api.users.get.query({ tenant, id });
  // Whoever is not kept here is changed where they are kept; their page says where.
  if (user.origin !== 'local') redirect(303, resolve('/[tenant]/directory/users/[id]', { tenant, id }));
  return { user: { id, name: user.displayName ?? user.userName }, person: personOf(user) };
};

export const actions: Actions = {
  save: async ({ request, locals: { api }, params: { tenant, id } }) => {
    const person = textFields(await request.formData(), ...personFieldNames);
    return submit('save', person, async () => {
      await api.users.change.mutate({ tenant, id, person });
      redirect(303, resolve('/[tenant]/directory/users/[id]', { tenant, id }));
    });
  },
};
