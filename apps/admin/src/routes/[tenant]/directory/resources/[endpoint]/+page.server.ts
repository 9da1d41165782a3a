import { oneOf, pageOf, searchOf } from '#lib/server/list-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant, endpoint }, url }) => {
  const query = {
    search: searchOf(url.searchParams),
    sort: oneOf(url.searchParams, 'sort', ['displayName', 'updatedAt', 'createdAt']) ?? 'displayName',
    order: oneOf(url.searchParams, 'order', ['asc', 'desc']) ?? 'asc',
  } as const;
  const page = pageOf(url.searchParams);
  const resources = await api.resources.list.query({ tenant, endpoint, page, ...query });
  return { resources, query };
};
