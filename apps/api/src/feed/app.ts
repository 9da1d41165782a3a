import express, { type Express, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import type { Database } from '@rollcall/database';
import { readFeed, type FeedPage } from '@rollcall/domain';
import { requestId } from '../request-id.ts';
import { feedErrors, onlyGet } from './errors.ts';
import { parseFeedQuery } from './query.ts';

/** What the feed needs to answer. `pauseMs` is between two looks for news while a caller waits. */
export type FeedDeps = Readonly<{ db: Database; now: () => Date; log: Logger; pauseMs?: number }>;

/** The most callers of one organisation that wait for news at once; one more is answered at once. */
const maxWaiting = 10;

/** The public door of machines that read what happened: one address for each organisation. */
export function createFeedApp(deps: FeedDeps): Express {
  const app = express().disable('x-powered-by').disable('etag').set('query parser', false);
  const waiting = new Map<string, number>();
  app.use(requestId);
  app.get('/t/:tenant/events', async (req, res) => {
    const tenantKey = String(req.params['tenant']);
    const count = waiting.get(tenantKey) ?? 0;
    waiting.set(tenantKey, count + 1);
    try {
      await answer(deps, req, res, count < maxWaiting);
    } finally {
      const left = (waiting.get(tenantKey) ?? 1) - 1;
      if (left > 0) waiting.set(tenantKey, left);
      else waiting.delete(tenantKey);
    }
  });
  app.all('/t/:tenant/events', onlyGet);
  app.use(feedErrors(deps.log));
  return app;
}

async function answer(deps: FeedDeps, req: Request, res: Response, mayWait: boolean): Promise<void> {
  const { waitMs, ...query } = parseFeedQuery(req.url);
  const caller = { tenantKey: String(req.params['tenant']), token: bearerToken(req) };
  const until = Date.now() + (mayWait ? waitMs : 0);
  let page: FeedPage = await readFeed(deps, caller, query);
  while (page.events.length === 0 && Date.now() < until && !res.closed) {
    await new Promise((resolve) => setTimeout(resolve, deps.pauseMs ?? 500));
    page = await readFeed(deps, caller, query);
  }
  res.setHeader('Cache-Control', 'no-store');
  res.json(page);
}

/** RFC 6750 §2.1; the scheme compares in any case of letters. */
function bearerToken(req: Request): string | undefined {
  return /^bearer +([\x21-\x7e]{1,4096}) *$/i.exec(req.headers.authorization ?? '')?.[1];
}
