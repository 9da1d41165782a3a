/** The page number in a query string; 1 when there is none or it makes no sense. */
export function pageOf(query: URLSearchParams): number {
  const page = Number(query.get('page'));
  return Number.isSafeInteger(page) && page > 0 ? page : 1;
}

/** The value of a query parameter when it is one of those allowed, else undefined. */
export function oneOf<Value extends string>(
  query: URLSearchParams,
  name: string,
  allowed: readonly Value[],
): Value | undefined {
  const value = query.get(name);
  return allowed.find((each) => each === value);
}

/** The search text of a query string, trimmed; undefined when there is none. */
export function searchOf(query: URLSearchParams): string | undefined {
  return query.get('search')?.trim() || undefined;
}
