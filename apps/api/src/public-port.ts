import type { RequestListener } from 'node:http';

const feedPaths = /^\/t\/[^/?]+\/events\/?(\?|$)/;
const signInPaths = /^\/t\/[^/?]+(\/?(\?|$)|\/sign-in([/?]|$))/;

/**
 * What answers on the public port: an organisation's feed, its sign-in pages, SCIM everything else, and a word for the
 * load balancer, which cannot reach the private port.
 */
export function publicPort(apps: {
  scim: RequestListener;
  feed: RequestListener;
  signIn: RequestListener;
}): RequestListener {
  return (req, res) => {
    const path = req.url ?? '';
    if (path === '/healthz') return void res.end('up\n');
    if (feedPaths.test(path)) return apps.feed(req, res);
    return signInPaths.test(path) ? apps.signIn(req, res) : apps.scim(req, res);
  };
}
