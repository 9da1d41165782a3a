import { exportList } from '#lib/server/export-list.ts';
import { userSelectionOf } from '#lib/server/user-selection.ts';
import type { RequestHandler } from './$types';

/** The users that the list's filter means, as a file. */
export const GET: RequestHandler = async (event) => {
  const { selection } = await userSelectionOf(event.locals.api, event.params.tenant, event.url.searchParams);
  const { group, role } = selection;
  return exportList(event, 'users', { ...(group ? { group } : {}), ...(role ? { role } : {}) });
};
