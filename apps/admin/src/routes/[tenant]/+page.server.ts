import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant }, depends }) => {
  depends('rollcall:connection');
  const [overview, identityProvider, tokens] = await Promise.all([
    api.overview.get.query({ tenant }),
    api.identityProvider.get.query({ tenant }),
    api.tokens.list.query({ tenant }),
  ]);
  return { overview, identityProvider, tokens: tokens.items };
};
