import type { RequestListener } from 'node:http';

const feedPaths = /^\/t\/[^/?]+\/events\/?(\?|$)/;

/** What answers on the public port: the feed of an organisation, and SCIM everything else. */
export function publicPort(apps: { scim: RequestListener; feed: RequestListener }): RequestListener {
  return (req, res) => (feedPaths.test(req.url ?? '') ? apps.feed(req, res) : apps.scim(req, res));
}
