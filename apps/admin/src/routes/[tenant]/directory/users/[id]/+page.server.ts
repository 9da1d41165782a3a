import { pageOf } from '#lib/server/list-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant, id }, url }) => {
  const [user, history] = await Promise.all([
    api.users.get.query({ tenant, id }),
    api.history.of.query({ tenant, type: 'User', id, page: pageOf(url.searchParams) }),
  ]);
  return { user, history };
};
