import { oneOf } from '#lib/server/list-query.ts';
import type { PageServerLoad } from './$types';

const anHourMs = 3_600_000;

export const load: PageServerLoad = ({ url }) => ({
  at: new Date(Date.now() - anHourMs).toISOString(),
  ask: oneOf(url.searchParams, 'ask', ['question', 'delete']) ?? null,
});
