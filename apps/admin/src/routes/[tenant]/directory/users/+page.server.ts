import { redirect } from '@sveltejs/kit';
import { chosenColumns, columnsCookie, userColumns } from '#lib/directory/user-columns.ts';
import { findGroup } from '#lib/server/find-group.ts';
import { oneOf, pageOf } from '#lib/server/list-query.ts';
import { userFilterOf } from '#lib/server/user-filter.ts';
import type { Actions, PageServerLoad } from './$types';

const sorts = ['displayName', 'userName', 'email', 'updatedAt', 'createdAt', 'lastSignInAt'] as const;

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant }, url, cookies }) => {
  const named = url.searchParams.get('group')?.trim() || undefined;
  const group = named ? await findGroup(api, tenant, named) : null;
  const query = {
    ...userFilterOf(url.searchParams),
    members: oneOf(url.searchParams, 'members', ['direct']),
    sort: oneOf(url.searchParams, 'sort', sorts) ?? 'displayName',
    order: oneOf(url.searchParams, 'order', ['asc', 'desc']) ?? 'asc',
  } as const;
  const asked = { tenant, page: pageOf(url.searchParams), ...query, ...(group ? { group: group.id } : {}) };
  const [users, jobs, roles, suggested] = await Promise.all([
    api.users.list.query(asked),
    api.bulkActs.recent.query({ tenant }),
    api.roles.list.query({ tenant }),
    named && !group ? api.groups.list.query({ tenant, search: named }) : null,
  ]);
  return {
    users,
    query,
    group: named ? { named, found: group } : null,
    suggested: suggested?.items.map(({ displayName }) => displayName) ?? [],
    roles: roles.items.map(({ id, name }) => ({ value: id, text: name })),
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
