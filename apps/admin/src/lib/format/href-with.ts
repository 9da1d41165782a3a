type Url = Readonly<{ pathname: string; search: string }>;

/**
 * The same page with some query parameters changed; null takes one away. Always back to page 1 unless it is set. The
 * name of a form action, which the address carries after a form was sent without JavaScript, is left behind.
 */
export function hrefWith(url: Url, changes: Record<string, string | number | null>): string {
  const query = new URLSearchParams(url.search);
  query.delete('page');
  for (const name of [...query.keys()].filter((key) => key.startsWith('/'))) query.delete(name);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) query.delete(name);
    else query.set(name, String(value));
  }
  const search = query.toString();
  return search === '' ? url.pathname : `${url.pathname}?${search}`;
}
