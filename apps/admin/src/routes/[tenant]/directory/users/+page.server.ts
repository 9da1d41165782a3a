import { oneOf, pageOf, searchOf } from '#lib/server/list-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant }, url }) => {
  const query = {
    search: searchOf(url.searchParams),
    status: oneOf(url.searchParams, 'status', ['active', 'inactive', 'suspended']),
    origin: oneOf(url.searchParams, 'origin', ['scim', 'jit', 'local']),
    sort:
      oneOf(url.searchParams, 'sort', ['displayName', 'userName', 'email', 'updatedAt', 'createdAt']) ??
      'displayName',
    order: oneOf(url.searchParams, 'order', ['asc', 'desc']) ?? 'asc',
  } as const;
  const users = await api.users.list.query({ tenant, page: pageOf(url.searchParams), ...query });
  return { users, query };
};
