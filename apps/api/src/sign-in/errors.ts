import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { homePathOf, SignInRefusal, type SignInRefusalReason } from '@rollcall/domain';
import { requestIdOf } from '../request-id.ts';
import { html } from './html.ts';
import { sendPage } from './page.ts';

type Shown = Readonly<{ status: number; title: string; mayRetry: boolean }>;

const again = (status: number, title: string): Shown => ({ status, title, mayRetry: true });
const final = (status: number, title: string): Shown => ({ status, title, mayRetry: false });

const shown = {
  unknownOrganisation: final(404, 'No such organisation'),
  notSetUp: final(404, 'Sign-in is not set up'),
  attemptGone: again(400, 'This sign-in is over'),
  tooManyAttempts: again(429, 'Too many sign-ins'),
  providerRefused: again(403, 'The provider refused'),
  providerUnreachable: again(502, 'The provider does not answer'),
  providerMisconfigured: final(502, 'The provider cannot be used'),
  clientRefused: final(502, 'The provider does not know us'),
  wrongIssuer: again(400, 'A wrong answer came back'),
  wrongAudience: again(400, 'A wrong answer came back'),
  wrongNonce: again(400, 'A wrong answer came back'),
  tokenExpired: again(400, 'The answer came too late'),
  badSignature: again(400, 'The answer cannot be trusted'),
  badAnswer: again(502, 'The answer cannot be read'),
  userNameMissing: final(403, 'You have no name here'),
  suspended: final(403, 'Your access is switched off'),
  held: final(403, 'Who you are is not settled'),
  noAccount: final(403, 'You are not known here'),
  subjectConflict: final(409, 'This name is somebody else’s'),
  emailTaken: final(409, 'This address is somebody else’s'),
} as const satisfies Record<SignInRefusalReason, Shown>;

/** Whatever was thrown, as a page with a sentence, a code and the request's id; never a token or a secret. */
export function signInErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    if (res.headersSent) return next(error);
    const requestId = requestIdOf(res);
    const tenant = res.locals['tenant'] as { key: string; name: string } | undefined;
    const known = error instanceof SignInRefusal ? error : undefined;
    if (known) {
      const { reason, detail } = known;
      log.info({ requestId, tenant: tenant?.key, reason, detail }, 'a sign-in was refused');
    } else {
      log.error({ err: error, requestId }, 'a sign-in failed');
    }
    const { status, title, mayRetry } = known ? shown[known.reason] : again(500, 'Something went wrong');
    if (status === 429) res.setHeader('Retry-After', '60');
    const sentence = known?.message ?? 'Something went wrong on our side, and you are not signed in.';
    const retry =
      mayRetry && tenant
        ? html`<a class="action" href="${homePathOf(tenant.key)}/sign-in">Begin again</a>`
        : null;
    sendPage(res, status, {
      title,
      tenant,
      isRefusal: true,
      body: html`<p role="alert">${sentence}</p>
        ${retry}
        <p class="reference">
          <span>Code <code>${known?.reason ?? 'failed'}</code></span>
          <span>Request <code>${requestId}</code></span>
        </p>`,
    });
  };
}

/** The end of the line for an address that no page has. */
export const noSuchPage: RequestHandler = (_req, res) => {
  const body = html`<p>There is no page at this address.</p>`;
  sendPage(res, 404, { title: 'No such page', body, isRefusal: true });
};
