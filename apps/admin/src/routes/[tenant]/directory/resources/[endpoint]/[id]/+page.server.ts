import { pageOf } from '#lib/server/list-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant, endpoint, id }, url }) => {
  const [resource, history, schemas] = await Promise.all([
    api.resources.get.query({ tenant, endpoint, id }),
    api.history.of.query({ tenant, type: 'Resource', id, page: pageOf(url.searchParams) }),
    api.schemas.list.query({ tenant }),
  ]);
  return { resource, history, schemas };
};
