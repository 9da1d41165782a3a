import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { attributeFields, attributeOf } from '#lib/schemas/attribute-form.ts';
import { submit, textFields } from '#lib/server/form.ts';
import { oneOf } from '#lib/server/list-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant, urn }, url }) => {
  const schema = await api.schemas.get.query({ tenant, urn });
  const name = url.searchParams.get('attribute');
  return {
    ask:
      oneOf(url.searchParams, 'ask', ['add-attribute', 'change-attribute', 'remove-attribute', 'remove']) ??
      null,
    schema,
    attribute: schema.attributes.find((each) => each.name === name) ?? null,
  };
};

export const actions: Actions = {
  saveAttribute: async ({ request, locals: { api }, params: { tenant, urn }, url }) => {
    const form = await request.formData();
    const values = textFields(form, ...attributeFields);
    const { replaces } = textFields(form, 'replaces');
    return submit('saveAttribute', values, async () => {
      const { attributes } = await api.schemas.get.query({ tenant, urn });
      const before = attributes.find(({ name }) => name === replaces);
      const attribute = attributeOf(values, before);
      await api.schemas.saveAttribute.mutate({ tenant, urn, attribute, ...(replaces ? { replaces } : {}) });
      redirect(303, url.pathname);
    });
  },

  removeAttribute: async ({ request, locals: { api }, params: { tenant, urn }, url }) => {
    const { name } = textFields(await request.formData(), 'name');
    return submit('removeAttribute', {}, async () => {
      await api.schemas.removeAttribute.mutate({ tenant, urn, name });
      redirect(303, url.pathname);
    });
  },

  setRequired: async ({ request, locals: { api }, params: { tenant, urn }, url }) => {
    const { required } = textFields(await request.formData(), 'required');
    return submit('setRequired', {}, async () => {
      await api.schemas.setRequired.mutate({ tenant, urn, required: required === 'yes' });
      redirect(303, url.pathname);
    });
  },

  remove: async ({ request, locals: { api }, params: { tenant, urn } }) => {
    const { losing } = textFields(await request.formData(), 'losing');
    return submit('remove', {}, async () => {
      await api.schemas.remove.mutate({ tenant, urn, losing: Number(losing) });
      redirect(303, resolve('/[tenant]/settings/schemas', { tenant }));
    });
  },
};
