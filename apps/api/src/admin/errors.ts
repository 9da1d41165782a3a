import type { TRPCError } from '@trpc/server';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { requestIdOf } from '../request-id.ts';

/** What a procedure threw is in the log: quietly when it is a refusal, loudly when it is our fault. */
export function logRefusal(
  log: Logger,
  { error, ...of }: { error: TRPCError; path: string | undefined; requestId: string | undefined },
): void {
  if (error.code === 'INTERNAL_SERVER_ERROR')
    log.error({ ...of, err: error.cause ?? error }, 'an admin call failed');
  else log.info({ ...of, code: error.code, detail: error.message }, 'an admin call was refused');
}

/** Whatever was thrown outside a procedure is a 500 that tells the request id and nothing else. */
export function adminErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    if (res.headersSent) return next(error);
    const requestId = requestIdOf(res);
    log.error({ err: error, requestId }, 'an admin request failed');
    const message = `Something went wrong on our side. Tell support this request id: ${requestId}.`;
    res.status(500).json({ message, requestId });
  };
}

/** The end of the line for an address that nothing here answers. */
export const noSuchAddress: RequestHandler = (_req, res) => {
  res.status(404).json({ message: 'There is nothing at this address.', requestId: requestIdOf(res) });
};
