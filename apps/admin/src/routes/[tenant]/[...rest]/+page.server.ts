import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** An address that no page has: the organisation's navigation stays, so that there is a way on. */
export const load: PageServerLoad = ({ locals }) => {
  error(404, { id: locals.requestId, message: 'There is no page at this address.' });
};
