import { exportList } from '#lib/server/export-list.ts';
import { findGroup } from '#lib/server/find-group.ts';
import type { RequestHandler } from './$types';

/** The users that the list's filter means, as a file. */
export const GET: RequestHandler = async (event) => {
  const named = event.url.searchParams.get('group');
  const group = named ? await findGroup(event.locals.api, event.params.tenant, named) : null;
  return exportList(event, 'users', group ? { group: group.id } : {});
};
