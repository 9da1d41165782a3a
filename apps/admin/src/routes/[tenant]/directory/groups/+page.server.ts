import { groupColumns } from '#lib/directory/group-columns.ts';
import { chooseColumns, columnsCookies } from '#lib/server/choose-columns.ts';
import { groupSelectionOf } from '#lib/server/group-selection.ts';
import { oneOf, pageOf } from '#lib/server/list-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant }, url, cookies }) => {
  const query = {
    ...groupSelectionOf(url.searchParams),
    sort: oneOf(url.searchParams, 'sort', ['displayName', 'members', 'updatedAt']) ?? 'displayName',
    order: oneOf(url.searchParams, 'order', ['asc', 'desc']) ?? 'asc',
  } as const;
  const [groups, jobs] = await Promise.all([
    api.groups.list.query({ tenant, page: pageOf(url.searchParams), ...query }),
    api.bulkActs.recent.query({ tenant }),
  ]);
  return { groups, query, jobs, columns: cookies.get(columnsCookies.groups) ?? '' };
};

export const actions: Actions = {
  columns: (event) => chooseColumns(event, 'groups', groupColumns),
};
