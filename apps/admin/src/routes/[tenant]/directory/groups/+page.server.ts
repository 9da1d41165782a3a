import { oneOf, pageOf, searchOf } from '#lib/server/list-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant }, url }) => {
  const query = {
    search: searchOf(url.searchParams),
    origin: oneOf(url.searchParams, 'origin', ['scim', 'local']),
    status: oneOf(url.searchParams, 'status', ['empty', 'archived']),
    sort: oneOf(url.searchParams, 'sort', ['displayName', 'members', 'updatedAt']) ?? 'displayName',
    order: oneOf(url.searchParams, 'order', ['asc', 'desc']) ?? 'asc',
  } as const;
  const groups = await api.groups.list.query({ tenant, page: pageOf(url.searchParams), ...query });
  return { groups, query };
};
