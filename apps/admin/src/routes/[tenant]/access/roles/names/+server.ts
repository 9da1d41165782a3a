import { json } from '@sveltejs/kit';
import { findRole } from '#lib/server/find-named.ts';
import { searchOf } from '#lib/server/list-query.ts';
import type { RequestHandler } from './$types';

/** The names of roles that could be meant while one is being typed. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const typed = searchOf(url.searchParams)?.slice(0, 200) ?? '';
  return json((await findRole(locals.api, params.tenant, typed)).suggested);
};
