import { oneOf } from '#lib/server/list-query.ts';
import type { PageServerLoad } from './$types';

const anHourMs = 3_600_000;

export const load: PageServerLoad = ({ url }) => ({
  at: new Date(Date.now() - anHourMs).toISOString(),
  days: Array.from({ length: 90 }, (_, index) => ({
    day: new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
    joined: (index * 7) % 11,
    left: index % 9 === 0 ? 5 : 0,
  })),
  ask: oneOf(url.searchParams, 'ask', ['question', 'delete']) ?? null,
});
