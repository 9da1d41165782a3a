import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { submit, textFields } from '#lib/server/form.ts';
import { oneOf } from '#lib/server/list-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant }, url }) => ({
  ask: oneOf(url.searchParams, 'ask', ['add-extension', 'add-resource-type']) ?? null,
  schemas: await api.schemas.list.query({ tenant }),
});

export const actions: Actions = {
  addExtension: async ({ request, locals: { api }, params: { tenant } }) => {
    const form = await request.formData();
    const values = textFields(form, 'resourceType', 'name', 'urn', 'required', 'attribute', 'type');
    return submit('addExtension', values, async () => {
      const { urn } = await api.schemas.addExtension.mutate({
        tenant,
        type: values.resourceType,
        required: values.required === 'yes',
        definition: definitionOf(values),
      });
      redirect(303, resolve('/[tenant]/settings/schemas/[urn]', { tenant, urn }));
    });
  },

  addResourceType: async ({ request, locals: { api }, params: { tenant } }) => {
    const form = await request.formData();
    const values = textFields(form, 'name', 'endpoint', 'description', 'urn', 'attribute', 'type');
    return submit('addResourceType', values, async () => {
      const { name, endpoint, description } = values;
      const definition = definitionOf(values);
      const { urn } = await api.schemas.addResourceType.mutate({
        tenant,
        name,
        endpoint,
        description,
        definition,
      });
      redirect(303, resolve('/[tenant]/settings/schemas/[urn]', { tenant, urn }));
    });
  },
};

/** A schema with its first attribute; the others follow on its own page. */
function definitionOf(values: { name: string; urn: string; attribute: string; type: string }) {
  return {
    id: values.urn,
    name: values.name,
    attributes: [{ name: values.attribute, type: values.type }],
  };
}
