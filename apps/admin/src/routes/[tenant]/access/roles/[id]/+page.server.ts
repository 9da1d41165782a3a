import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import type { Found } from '#lib/contract.ts';
import { submit, textFields } from '#lib/server/form.ts';
import { oneOf, pageOf, searchOf } from '#lib/server/list-query.ts';
import { throughImpact } from '#lib/server/through-impact.ts';
import type { Actions, PageServerLoad } from './$types';

const nothing: Found = { users: [], groups: [], resources: [] };

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant, id }, url }) => {
  const search = searchOf(url.searchParams);
  const find = url.searchParams.get('find')?.trim().slice(0, 200) ?? '';
  const ask = oneOf(url.searchParams, 'ask', ['edit', 'rule', 'give']) ?? null;
  const given = pageOf(new URLSearchParams({ page: url.searchParams.get('given') ?? '' }));
  const [role, assignees, holders, found, claims] = await Promise.all([
    api.roles.get.query({ tenant, id }),
    api.roles.assignees.query({ tenant, id, page: given }),
    api.roles.holders.query({ tenant, id, search, page: pageOf(url.searchParams) }),
    ask === 'give' && find !== '' ? api.search.find.query({ tenant, query: find }) : nothing,
    ask === 'rule' ? api.roles.claims.query({ tenant }) : null,
  ]);
  return { ask, role, assignees, holders, search, find, found, claims };
};

const ids = (form: FormData, name: string) =>
  form.getAll(name).filter((value): value is string => typeof value === 'string' && value !== '');

export const actions: Actions = {
  save: async ({ request, locals: { api }, params: { tenant, id }, url }) => {
    const form = await request.formData();
    const values = textFields(form, 'name', 'description');
    return throughImpact(
      form,
      { action: 'save', values },
      (asked) => api.roles.save.mutate({ tenant, id, ...values, ...asked }),
      () => redirect(303, url.pathname),
    );
  },

  /** Without JavaScript, what a rule matches is asked for by a button. */
  checkRule: async ({ request, locals: { api }, params: { tenant } }) => {
    const values = textFields(await request.formData(), 'rule');
    return submit('checkRule', values, async () => ({
      action: 'checkRule',
      values,
      preview: values.rule === '' ? null : await api.roles.previewRule.query({ tenant, rule: values.rule }),
    }));
  },

  addClaim: async ({ request, locals: { api }, params: { tenant } }) => {
    const values = textFields(await request.formData(), 'rule', 'claim', 'value');
    return submit('addClaim', values, async () => {
      const claim = values.claim === 'roles' ? 'roles' : 'groups';
      const rule = await api.roles.extendRule.query({ tenant, ...values, claim });
      const preview = await api.roles.previewRule.query({ tenant, rule });
      return { action: 'addClaim', values: { rule }, preview };
    });
  },

  saveRule: async ({ request, locals: { api }, params: { tenant, id }, url }) => {
    const form = await request.formData();
    const values = textFields(form, 'rule');
    return throughImpact(
      form,
      { action: 'saveRule', values },
      async (asked) => {
        const { name, description } = await api.roles.get.query({ tenant, id });
        return api.roles.save.mutate({ tenant, id, name, description, rule: values.rule, ...asked });
      },
      () => redirect(303, url.pathname),
    );
  },

  assign: async ({ request, locals: { api }, params: { tenant, id }, url }) => {
    const form = await request.formData();
    const to = { users: ids(form, 'users'), groups: ids(form, 'groups') };
    return throughImpact(
      form,
      { action: 'assign' },
      (asked) => api.roles.assign.mutate({ tenant, roleId: id, ...to, ...asked }),
      () => redirect(303, url.pathname),
    );
  },

  unassign: async ({ request, locals: { api }, params: { tenant, id }, url }) => {
    const form = await request.formData();
    const from = { users: ids(form, 'users'), groups: ids(form, 'groups') };
    return throughImpact(
      form,
      { action: 'unassign', alwaysAsk: true },
      (asked) => api.roles.unassign.mutate({ tenant, roleId: id, ...from, ...asked }),
      () => redirect(303, url.pathname),
    );
  },

  delete: async ({ request, locals: { api }, params: { tenant, id } }) =>
    throughImpact(
      await request.formData(),
      { action: 'delete', alwaysAsk: true },
      (asked) => api.roles.delete.mutate({ tenant, id, ...asked }),
      () => redirect(303, resolve('/[tenant]/access/roles', { tenant })),
    ),
};
