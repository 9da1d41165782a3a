import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Whom a rule matches while it is being typed. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const rule = url.searchParams.get('rule')?.trim() ?? '';
  if (rule === '') return json(null);
  return json(await locals.api.roles.previewRule.query({ tenant: params.tenant, rule: rule.slice(0, 2000) }));
};
