import { error } from '@sveltejs/kit';
import { refusalIn } from '#lib/server/refusal.ts';
import type { RequestHandler } from './$types';

/** The admin's browser goes to the provider to try the settings, and comes back to them. */
export const GET: RequestHandler = async ({ locals: { api, requestId }, params: { tenant } }) => {
  try {
    const { url } = await api.identityProvider.beginTrial.mutate({ tenant });
    return new Response(null, { status: 303, headers: { location: url } });
  } catch (caught) {
    const refusal = refusalIn(caught);
    if (refusal === null || refusal.status >= 500) throw caught;
    error(refusal.status, { id: requestId, message: refusal.message });
  }
};
