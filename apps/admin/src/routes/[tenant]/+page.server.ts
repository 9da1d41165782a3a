import { withClient } from '#lib/connection/with-client.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant }, depends }) => {
  depends('rollcall:connection');
  const [overview, identityProvider, tokens, webhooks] = await Promise.all([
    api.overview.get.query({ tenant }),
    api.identityProvider.get.query({ tenant }),
    api.tokens.list.query({ tenant }),
    api.webhooks.list.query({ tenant }),
  ]);
  const provisioning = withClient(overview.provisioning);
  return { overview: { ...overview, provisioning }, identityProvider, tokens: tokens.items, webhooks };
};
