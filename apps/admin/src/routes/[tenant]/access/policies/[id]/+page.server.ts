import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { levels } from '#lib/access/level-name.ts';
import type { AccessLevel } from '#lib/contract.ts';
import { textFields } from '#lib/server/form.ts';
import { oneOf } from '#lib/server/list-query.ts';
import { throughImpact } from '#lib/server/through-impact.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant, id }, url }) => {
  const find = url.searchParams.get('find')?.trim().slice(0, 200) ?? '';
  const ask = oneOf(url.searchParams, 'ask', ['edit', 'roles', 'services']) ?? null;
  const query = { tenant, search: find, notInPolicy: id };
  const [policy, roles, services] = await Promise.all([
    api.policies.get.query({ tenant, id }),
    ask === 'roles' ? api.roles.list.query(query) : null,
    ask === 'services' ? api.services.list.query(query) : null,
  ]);
  return { ask, policy, find, roles, services };
};

const ids = (form: FormData, name: string) =>
  form.getAll(name).filter((value): value is string => typeof value === 'string' && value !== '');

const levelOf = (form: FormData): AccessLevel =>
  levels.find(({ value }) => value === form.get('level'))?.value ?? 'use';

const servicesAtLevel = (form: FormData) => ({
  setServices: ids(form, 'services').map((id) => ({ id, level: levelOf(form) })),
});

type Change = Omit<Parameters<App.Locals['api']['policies']['save']['mutate']>[0], 'tenant' | 'id'>;

/** An action that changes the policy as its form says. */
function changing(action: string, read: (form: FormData) => Change, alwaysAsk = false) {
  return async ({ request, locals: { api }, params: { tenant, id }, url }: RequestEvent) => {
    const form = await request.formData();
    const change = read(form);
    return throughImpact(
      form,
      { action, values: textFields(form, 'name', 'description'), alwaysAsk },
      (asked) => api.policies.save.mutate({ tenant, id, ...change, ...asked }),
      () => redirect(303, url.pathname),
    );
  };
}

export const actions: Actions = {
  save: changing('save', (form) => textFields(form, 'name', 'description')),
  switch: changing('switch', (form) => ({ enabled: form.get('enabled') === 'yes' }), true),
  addRoles: changing('addRoles', (form) => ({ addRoles: ids(form, 'roles') })),
  removeRole: changing('removeRole', (form) => ({ removeRoles: ids(form, 'roles') }), true),
  addServices: changing('addServices', servicesAtLevel),
  setLevel: changing('setLevel', servicesAtLevel),
  removeService: changing('removeService', (form) => ({ removeServices: ids(form, 'services') }), true),

  delete: async ({ request, locals: { api }, params: { tenant, id } }) =>
    throughImpact(
      await request.formData(),
      { action: 'delete', alwaysAsk: true },
      (asked) => api.policies.delete.mutate({ tenant, id, ...asked }),
      () => redirect(303, resolve('/[tenant]/access/policies', { tenant })),
    ),
};
