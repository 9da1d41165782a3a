/** A session ends after this long whatever happens: a working day. */
export const sessionSeconds = 12 * 3600;

/** A session that nobody uses ends sooner. */
const idleSeconds = 3600;

/** What is not written each time: when a session was last used, to the minute. */
export const touchMs = 60_000;

/** A session last seen before that is over. */
export function idleSince(now: Date): Date {
  return new Date(now.getTime() - idleSeconds * 1000);
}
