import { redirect } from '@sveltejs/kit';
import { chosenColumns, columnsCookie, userColumns } from '#lib/directory/user-columns.ts';
import { findRole } from '#lib/server/find-named.ts';
import { oneOf, pageOf } from '#lib/server/list-query.ts';
import { userSelectionOf } from '#lib/server/user-selection.ts';
import type { Actions, PageServerLoad } from './$types';

const sorts = ['displayName', 'userName', 'email', 'updatedAt', 'createdAt', 'lastSignInAt'] as const;

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant }, url, cookies }) => {
  const { selection, group, role } = await userSelectionOf(api, tenant, url.searchParams);
  const query = {
    ...selection,
    sort: oneOf(url.searchParams, 'sort', sorts) ?? 'displayName',
    order: oneOf(url.searchParams, 'order', ['asc', 'desc']) ?? 'asc',
  } as const;
  const [users, jobs, roles] = await Promise.all([
    api.users.list.query({ tenant, page: pageOf(url.searchParams), ...query }),
    api.bulkActs.recent.query({ tenant }),
    role ?? findRole(api, tenant, ''),
  ]);
  return {
    users,
    query,
    group,
    role,
    roles: roles.suggested,
    jobs: jobs.filter(({ state }) => state === 'running'),
    columns: chosenColumns(cookies.get(columnsCookie)).map(({ key }) => key),
    hasChosenColumns: cookies.get(columnsCookie) !== undefined,
  };
};

export const actions: Actions = {
  columns: async ({ request, cookies, url }) => {
    const form = await request.formData();
    const keys = userColumns.map(({ key }) => key).filter((key) => form.getAll('column').includes(key));
    const path = '/';
    if (form.has('usual') || keys.length === 0) cookies.delete(columnsCookie, { path });
    else cookies.set(columnsCookie, keys.join('.'), { path, maxAge: 365 * 86_400, sameSite: 'lax' });
    const query = new URLSearchParams(url.searchParams);
    query.delete('/columns');
    redirect(303, `${url.pathname}?${query.toString()}`);
  },
};
