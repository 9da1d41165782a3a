import type { RequestHandler } from 'express';
import { signInRefused } from '@rollcall/domain';

/** A form that another site made the browser send is refused; browsers say where a form came from. */
export function requireOwnForm(publicOrigin: string): RequestHandler {
  return (req, _res, next) => {
    const { origin } = req.headers;
    const site = req.headers['sec-fetch-site'];
    const isForeign = (origin !== undefined && origin !== publicOrigin) || site === 'cross-site';
    next(isForeign ? signInRefused('attemptGone', 'The form came from another site.') : undefined);
  };
}
