import { exportList } from '#lib/server/export-list.ts';
import type { RequestHandler } from './$types';

/** The groups that the list's filter means, as a file. */
export const GET: RequestHandler = (event) => exportList(event, 'groups');
