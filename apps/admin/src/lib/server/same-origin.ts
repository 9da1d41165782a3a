type Sent = { method: string; fetchSite: string | null; origin: string | null; host: string | null };

const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request may change something: it only reads, or a page of ours sent it. Browsers say so in
 * Sec-Fetch-Site, which no page can forge; where they do not (plain http), Origin has to be ours: the configured
 * ORIGIN, or the host the request was sent to where none is configured.
 */
export function isSameOrigin(sent: Sent, ourOrigin: string | undefined): boolean {
  if (readingMethods.has(sent.method)) return true;
  if (sent.fetchSite !== null) return sent.fetchSite === 'same-origin';
  if (sent.origin === null || !URL.canParse(sent.origin)) return false;
  return ourOrigin === undefined ? new URL(sent.origin).host === sent.host : sent.origin === ourOrigin;
}
