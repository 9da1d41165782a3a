import { once } from 'node:events';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { fromNodeHeaders } from 'better-auth/node';
import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import {
  createAdminContext,
  describeRefusal,
  openExport,
  refusalOf,
  type AdminDeps,
} from '@rollcall/admin-api';
import { requestIdOf } from '../request-id.ts';

/** A list as a file, written while it is read. What fails before its first line is refused as a procedure refuses. */
export function exportsOf(deps: AdminDeps, log: Logger): RequestHandler<{ what: string }> {
  return async (req, res) => {
    const requestId = requestIdOf(res);
    const ctx = createAdminContext(deps, { headers: fromNodeHeaders(req.headers), requestId });
    try {
      const { fileName, contentType, run } = await openExport(ctx, req.params.what, req.query);
      res.setHeader('Content-Type', contentType);
      res.setHeader('Content-Disposition', `attachment; filename="${fileName}"`);
      res.setHeader('Cache-Control', 'no-store');
      await run((text) => send(res, text));
      res.end();
    } catch (error) {
      // A file that ends early must not look whole.
      if (res.headersSent) {
        log.error({ err: error, requestId }, 'an export broke off');
        res.destroy();
        return;
      }
      refuse(res, error);
    }
  };
}

/** Waits for whoever reads slowly, and gives up with whoever has gone. */
async function send(res: Response, text: string): Promise<void> {
  if (res.destroyed) throw new Error('whoever asked for the export has gone');
  if (res.write(text)) return;
  const waiting = new AbortController();
  const { signal } = waiting;
  // Whichever does not come must not go on being listened for: an export waits a thousand times.
  await Promise.race([once(res, 'drain', { signal }), once(res, 'close', { signal })]).finally(() =>
    waiting.abort(),
  );
}

function refuse(res: Response, error: unknown): void {
  const refusal = refusalOf(error);
  if (!refusal) throw error;
  const { message } = describeRefusal(refusal);
  res.status(getHTTPStatusCodeFromError(refusal)).json({ message, requestId: requestIdOf(res) });
}
