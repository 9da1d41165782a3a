import { oneOf, pageOf } from '#lib/server/list-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant }, url }) => {
  const match = oneOf(url.searchParams, 'match', ['clash', 'none', 'subject', 'email', 'userName']);
  const [takeOver, provisioning] = await Promise.all([
    api.takeOver.preview.query({ tenant, match, page: pageOf(url.searchParams) }),
    api.provisioning.get.query({ tenant }),
  ]);
  return { takeOver, match, isEnabled: provisioning.enabled };
};
