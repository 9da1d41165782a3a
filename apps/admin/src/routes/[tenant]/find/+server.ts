import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** What the command dialog finds: people, groups and other resources of the organisation. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const query = url.searchParams.get('query')?.trim() ?? '';
  if (query === '') return json({ users: [], groups: [], resources: [] });
  return json(await locals.api.search.find.query({ tenant: params.tenant, query: query.slice(0, 200) }));
};
