import { hrefWith } from './href-with.ts';

/** How a list is ordered by a column now, and where it is ordered by it, the other way round if it is already. */
export function sortedBy(
  url: Parameters<typeof hrefWith>[0],
  query: { sort?: string | undefined; order?: 'asc' | 'desc' | undefined },
  column: string,
): { order: 'asc' | 'desc' | null; href: string } {
  const order = query.sort === column ? (query.order ?? 'asc') : null;
  return { order, href: hrefWith(url, { sort: column, order: order === 'asc' ? 'desc' : 'asc' }) };
}
