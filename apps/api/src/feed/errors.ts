import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { DomainError, type DomainErrorCode } from '@rollcall/domain';
import { requestIdOf } from '../request-id.ts';

const statuses: Partial<Record<DomainErrorCode, readonly [number, string]>> = {
  unauthenticated: [401, 'A feed token is needed'],
  invalidInput: [400, 'The query cannot be read'],
  cursorAhead: [409, 'The cursor is ahead'],
  cursorExpired: [410, 'The cursor is too old'],
};

const needsToken =
  'Send a live feed token of this organisation as "Authorization: Bearer <token>". One is generated in the Command Center under Settings, Webhooks.';

/** Whatever was thrown, as a problem of RFC 9457. What we do not know is a 500 that tells the request id only. */
export function feedErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    if (res.headersSent) return next(error);
    const requestId = requestIdOf(res);
    const [status, title] = (error instanceof DomainError && statuses[error.code]) || [500, 'Our failure'];
    if (status === 500) log.error({ err: error, requestId }, 'a request of the feed failed');
    if (status === 401) res.setHeader('WWW-Authenticate', 'Bearer realm="events"');
    const sentence = error instanceof Error ? error.message : '';
    const detail =
      status === 401 ? needsToken : status === 500 ? `Tell support this request id: ${requestId}.` : sentence;
    const code = error instanceof DomainError && status !== 500 ? error.code : undefined;
    res.status(status).type('application/problem+json');
    res.send(JSON.stringify({ type: 'about:blank', title, status, detail, code, requestId }));
  };
}

/** RFC 9110 §15.5.6. */
export const onlyGet: RequestHandler = (_req, res) => {
  res.setHeader('Allow', 'GET, HEAD');
  res.status(405).type('application/problem+json');
  res.send(JSON.stringify({ type: 'about:blank', title: 'The feed is for reading', status: 405 }));
};
