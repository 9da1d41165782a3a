import { pageOf, searchOf } from '#lib/server/list-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant, id }, url }) => {
  const search = searchOf(url.searchParams);
  const [group, members, history] = await Promise.all([
    api.groups.get.query({ tenant, id }),
    api.groups.members.query({ tenant, id, search, page: pageOf(url.searchParams) }),
    api.history.of.query({ tenant, type: 'Group', id, page: historyPageOf(url.searchParams) }),
  ]);
  return { group, members, search, history };
};

/** Members have `page`; the history beside them turns its own pages. */
function historyPageOf(query: URLSearchParams): number {
  return pageOf(new URLSearchParams({ page: query.get('history') ?? '' }));
}
