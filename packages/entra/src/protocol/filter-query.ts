/** How a query is written: Entra has been seen with literal and with encoded quotes and brackets. */
export type QueryStyle = { encodeQuotes: boolean };

/** `filter=userName+eq+"a%40b"`: terms joined by `and`, spaces as `+`, a real plus as `%2B`, `@` as `%40`. */
export function filterQuery(
  terms: readonly (readonly [attribute: string, value: string])[],
  style: QueryStyle,
): string {
  const text = terms.map(([attribute, value]) => `${attribute} eq "${escapeQuotes(value)}"`).join(' and ');
  return `filter=${encodeFilter(text, style)}`;
}

function escapeQuotes(value: string): string {
  return value.replace(/[\\"]/g, '\\$&');
}

function encodeFilter(text: string, { encodeQuotes }: QueryStyle): string {
  const encoded = encodeURIComponent(text).replaceAll('%20', '+').replaceAll('%3A', ':');
  if (encodeQuotes) return encoded;
  return encoded.replaceAll('%22', '"').replaceAll('%5B', '[').replaceAll('%5D', ']');
}
