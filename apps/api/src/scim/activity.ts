import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { recordActivity, type ScimScope } from '@rollcall/domain';

type Heard = Parameters<typeof recordActivity>[2];

/** Keeps, per tenant, what was last heard from its identity provider, and writes it down behind the requests. */
export type ActivityRecorder = Readonly<{
  watch(scope: ScimScope, req: Request, res: Response): void;
  /** Everything heard so far is written down. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}>;

const flushEveryMs = 250;

/** A recorder that writes at most four times a second for a tenant, however many requests it makes. */
export function recordActivities(options: { log: Logger; now: () => Date }): ActivityRecorder {
  const heard = new Map<string, { scope: ScimScope; activity: Heard }>();

  const flush = async () => {
    const batch = [...heard.values()];
    heard.clear();
    for (const { scope, activity } of batch) {
      await recordActivity(scope.db, scope.tenant.id, activity).catch((error: unknown) => {
        // The next call writes a newer one; losing this one costs a moment of the live view, nothing else.
        options.log.warn({ err: error }, 'the last activity of a connection was not written down');
      });
    }
  };
  let pending = Promise.resolve();
  const timer = setInterval(() => {
    pending = pending.then(flush);
  }, flushEveryMs);
  timer.unref();

  return {
    watch(scope, req, res) {
      res.once('finish', () => {
        const known = heard.get(scope.tenant.id)?.activity;
        heard.set(scope.tenant.id, {
          scope,
          activity: hear(scope, req, res, options.now().toISOString(), known),
        });
      });
    },
    flush: () => (pending = pending.then(flush)),
    stop() {
      clearInterval(timer);
      return (pending = pending.then(flush));
    },
  };
}

function hear(scope: ScimScope, req: Request, res: Response, at: string, known: Heard | undefined): Heard {
  const succeeded = res.statusCode < 300;
  const isRead = req.method === 'GET';
  const path = (req.originalUrl.split('?')[0] ?? '').slice(0, 256);
  return {
    tokenId: scope.token.id,
    // A port open to both families names IPv4 callers inside IPv6 (RFC 4291 §2.5.5.2), where all share one network.
    address: req.ip?.replace(/^::ffff:(?=[\d.]+$)/i, '') ?? null,
    lastCallAt: at,
    lastCall: { method: req.method, path, status: res.statusCode, tokenLabel: scope.token.label },
    testedAt: succeeded && isRead ? at : (known?.testedAt ?? null),
    wroteAt: known?.wroteAt ?? (succeeded && !isRead ? at : null),
  };
}
