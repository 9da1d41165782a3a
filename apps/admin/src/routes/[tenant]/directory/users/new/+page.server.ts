import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { personFieldNames } from '#lib/directory/person-fields.ts';
import { submit, textFields } from '#lib/server/form.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  save: async ({ request, locals: { api }, params: { tenant } }) => {
    const person = textFields(await request.formData(), ...personFieldNames);
    return submit('save', person, async () => {
      const { id } = await api.users.create.mutate({ tenant, person });
      redirect(303, resolve('/[tenant]/directory/users/[id]', { tenant, id }));
    });
  },
};
