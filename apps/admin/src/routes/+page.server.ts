import { error, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import type { PageServerLoad } from './$types';

/** The front page is the overview of the first organisation. */
export const load: PageServerLoad = ({ locals }) => {
  const first = locals.session?.tenants[0];
  if (first !== undefined) redirect(303, resolve('/[tenant]', { tenant: first.key }));
  error(403, { id: locals.requestId, message: 'No organisation is open to you yet.' });
};
