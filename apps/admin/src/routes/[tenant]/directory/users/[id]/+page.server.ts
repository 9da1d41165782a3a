import { pageOf } from '#lib/server/list-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant, id }, url }) => {
  const [user, history, schemas] = await Promise.all([
    api.users.get.query({ tenant, id }),
    api.history.of.query({ tenant, type: 'User', id, page: pageOf(url.searchParams) }),
    api.schemas.list.query({ tenant }),
  ]);
  return { user, history, schemas };
};
