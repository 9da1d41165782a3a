import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** The admin's browser goes to the provider to try the settings, and comes back to them. */
export const GET: RequestHandler = async ({ locals: { api }, params: { tenant } }) => {
  const { url } = await api.identityProvider.beginTrial.mutate({ tenant });
  redirect(303, url);
};
