import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import type { Logger } from 'pino';
import {
  accessOfUser,
  beginSignIn,
  completeSignIn,
  findSession,
  getSignInProvider,
  homePathOf,
  openSignInScope,
  openTrialTicket,
  signInRefused,
  signOut,
  type Scope,
  type SignInDoor,
} from '@rollcall/domain';
import { requestId, requestIdOf } from '../request-id.ts';
import { cookiesOf } from './cookies.ts';
import { noSuchPage, signInErrors } from './errors.ts';
import { assets, forbidMuch, sendPage } from './page.ts';
import { homePage, signedOutPage, signInPage } from './pages.ts';
import { requireOwnForm } from './require-own-form.ts';
import { limitStarts } from './start-limit.ts';

/** Everything the sign-in pages need. `adminOrigin` is where the Command Center is opened. */
export type SignInAppDeps = Readonly<{
  door: SignInDoor;
  adminOrigin: string;
  log: Logger;
  trustedProxies: number;
}>;

type Visit = Readonly<{ req: Request; res: Response; scope: Scope; cookies: ReturnType<typeof cookiesOf> }>;

/** Where end users sign in and see who they are here: every page, in one table. */
export function createSignInApp({ door, adminOrigin, log, trustedProxies }: SignInAppDeps): Express {
  const app = express().disable('x-powered-by').disable('etag').set('trust proxy', trustedProxies);
  app.set('query parser', 'simple');
  app.use(requestId);
  const isSecure = door.publicOrigin.startsWith('https:');
  const countStart = limitStarts(door.db);
  for (const { name, type, text } of Object.values(assets)) app.get(`${base}/${name}`, asset(type, text));

  const visit =
    (handle: (visit: Visit) => Promise<void>): RequestHandler =>
    async (req, res) => {
      const scope = await openSignInScope(door, {
        tenantKey: String(req.params['tenant']),
        requestId: requestIdOf(res),
      });
      res.locals['tenant'] = scope.tenant;
      forbidMuch(res);
      await handle({ req, res, scope, cookies: cookiesOf(scope.tenant.key, { isSecure }) });
    };

  /** The browser goes to the provider, and keeps what it needs to come back. */
  const begin = async ({ req, res, scope, cookies }: Visit, asked: { to?: string; verifiedBy?: string }) => {
    await countStart(req.ip);
    const { location, state, browserSecret } = await beginSignIn(door, scope, asked);
    cookies.keepAttempt(res, state, browserSecret);
    res.redirect(303, location);
  };

  app.get(
    '/t/:tenant',
    visit(async ({ req, res, scope, cookies }) => {
      const secret = cookies.session(req);
      const person = secret && (await findSession(scope, secret, { isUse: true }));
      if (person) {
        const { services } = await accessOfUser(scope, person.userId);
        return sendPage(res, 200, homePage(scope.tenant, person, services));
      }
      if (secret) cookies.dropSession(res);
      res.redirect(303, `${homePathOf(scope.tenant.key)}/sign-in${secret ? '?ended' : ''}`);
    }),
  );

  app.get(
    base,
    visit(async ({ req, res, scope, cookies }) => {
      const secret = cookies.session(req);
      if (secret && (await findSession(scope, secret, { isUse: false })))
        return res.redirect(303, homePathOf(scope.tenant.key));
      const provider = await getSignInProvider(scope);
      if (provider === null) throw signInRefused('notSetUp');
      const notice = 'ended' in req.query ? 'Your session is over. Sign in again to go on.' : undefined;
      sendPage(res, 200, signInPage(scope.tenant, { provider, to: said(req, 'to'), notice }));
    }),
  );

  app.get(
    `${base}/start`,
    visit((of) => {
      const to = said(of.req, 'to');
      return begin(of, to === undefined ? {} : { to });
    }),
  );

  app.get(
    `${base}/trial`,
    visit(async (of) => {
      const ticket = said(of.req, 'ticket') ?? '';
      const { id } = of.scope.tenant;
      await begin(of, { verifiedBy: openTrialTicket(door.secretKeys, id, ticket, door.now()) });
    }),
  );

  app.get(
    `${base}/callback`,
    visit(async ({ req, res, scope, cookies }) => {
      const state = said(req, 'state') ?? '';
      const browserSecret = cookies.attempt(req, state);
      if (browserSecret === undefined) throw signInRefused('attemptGone');
      cookies.dropAttempt(res, state);
      const mark = req.originalUrl.indexOf('?');
      const done = await completeSignIn(door, scope, {
        query: req.originalUrl.slice(mark),
        state,
        browserSecret,
        oldSession: cookies.session(req),
        // A socket for both families says ::ffff:198.51.100.7 of an IPv4 address.
        network: req.ip?.replace(/^::ffff:(?=\d+\.)/, '') ?? null,
        userAgent: req.headers['user-agent'] ?? null,
      });
      if (done.kind === 'tried')
        return res.redirect(303, `${adminOrigin}/${scope.tenant.key}${settingsPath}`);
      cookies.keepSession(res, done.session);
      res.redirect(303, done.returnPath);
    }),
  );

  app.post(
    `${base}/sign-out`,
    requireOwnForm(door.publicOrigin),
    visit(async ({ req, res, scope, cookies }) => {
      const { providerSignOut } = await signOut(door, scope, cookies.session(req));
      cookies.dropSession(res);
      const name = providerSignOut && (await getSignInProvider(scope));
      const provider = name && providerSignOut ? { name, signOut: providerSignOut } : undefined;
      sendPage(res, 200, signedOutPage(scope.tenant, provider));
    }),
  );

  app.get(
    `${base}/signed-out`,
    visit(async ({ res, scope }) => sendPage(res, 200, signedOutPage(scope.tenant, undefined))),
  );

  app.get(
    `${base}/state`,
    visit(async ({ req, res, scope, cookies }) => {
      const secret = cookies.session(req);
      const isSignedIn = secret && (await findSession(scope, secret, { isUse: false }));
      res.status(isSignedIn ? 204 : 401).end();
    }),
  );

  app.use(noSuchPage, signInErrors(log));
  return app;
}

/** Where the sign-in pages of a tenant are. */
const base = '/t/:tenant/sign-in';

/** Where the Command Center shows the settings that a trial was of. */
const settingsPath = '/settings/identity-and-access/end-user#verification';

function asset(type: string, text: string): RequestHandler {
  return (_req, res) => {
    res.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.type(type).send(text);
  };
}

/** The text of a parameter that was sent once. */
function said(req: Request, name: string): string | undefined {
  const value = req.query[name];
  return typeof value === 'string' ? value : undefined;
}
