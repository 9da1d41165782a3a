import { userColumns } from '#lib/directory/user-columns.ts';
import { chooseColumns, columnsCookies } from '#lib/server/choose-columns.ts';
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
    jobs,
    columns: cookies.get(columnsCookies.users) ?? '',
  };
};

export const actions: Actions = {
  columns: (event) => chooseColumns(event, 'users', userColumns),
};
