import type { CookieOptions, Request, Response } from 'express';
import { attemptSeconds, homePathOf, sessionSeconds } from '@rollcall/domain';

/** The cookies of one organisation's end users. They go back to its own pages only, and no script reads them. */
export function cookiesOf(tenantKey: string, { isSecure }: { isSecure: boolean }) {
  const base: CookieOptions = { httpOnly: true, sameSite: 'lax', secure: isSecure };
  // A name with this prefix cannot be set by a page that came over plain http (RFC 6265bis §4.1.3).
  const prefix = isSecure ? '__Secure-' : '';
  const session = `${prefix}rollcall_session`;
  const ofSession = { ...base, path: homePathOf(tenantKey) };
  const ofAttempt = { ...base, path: `${homePathOf(tenantKey)}/sign-in` };
  // One for each sign-in under way, so that two tabs do not undo each other.
  const attempt = (state: string) => `${prefix}rollcall_sign_in_${state.slice(0, 8)}`;
  return {
    session: (req: Request) => read(req, session),
    keepSession: (res: Response, secret: string) =>
      res.cookie(session, secret, { ...ofSession, maxAge: sessionSeconds * 1000 }),
    dropSession: (res: Response) => res.clearCookie(session, ofSession),
    attempt: (req: Request, state: string) => read(req, attempt(state)),
    keepAttempt: (res: Response, state: string, secret: string) =>
      res.cookie(attempt(state), secret, { ...ofAttempt, maxAge: attemptSeconds * 1000 }),
    dropAttempt: (res: Response, state: string) => res.clearCookie(attempt(state), ofAttempt),
  };
}

/** Our secrets are base64url, so nothing needs decoding. */
function read(req: Request, name: string): string | undefined {
  const pairs = (req.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const found = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  return found !== undefined && /^[\w-]{1,128}$/.test(found) ? found : undefined;
}
