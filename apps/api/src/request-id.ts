import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

/** Gives the request an id: the caller's when it looks like one, else a new one. It is answered as X-Request-Id. */
export const requestId: RequestHandler = (req, res, next) => {
  const given = req.headers['x-request-id'];
  const id = typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  res.setHeader('X-Request-Id', id);
  next();
};

/** The id that `requestId` gave. */
export function requestIdOf(res: Response): string {
  return String(res.getHeader('X-Request-Id'));
}
