import { createExpressMiddleware } from '@trpc/server/adapters/express';
import { fromNodeHeaders, toNodeHandler } from 'better-auth/node';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { appRouter, createAdminContext, type AdminDeps } from '@rollcall/admin-api';
import { createAuth, signAnew } from '@rollcall/domain';
import type { Metrics } from '../create-metrics.ts';
import { requestId, requestIdOf } from '../request-id.ts';
import { adminErrors, logRefusal, noSuchAddress } from './errors.ts';
import { exportsOf } from './exports.ts';
import { health, metricsOf, readiness } from './probes.ts';

/** Everything the private door needs. `adminOrigin` is where the Command Center is opened. */
export type AdminAppDeps = Omit<AdminDeps, 'auth'> &
  Readonly<{ adminOrigin: string; log: Logger; metrics: Metrics }>;

const maxBodyBytes = 256 * 1024;

/** The private door: sessions and tRPC for the Command Center's server, and probes for whoever runs this. */
export function createAdminApp(deps: AdminAppDeps): Express {
  const { db, secretKeys, publicOrigin, adminOrigin, now, log, outbound } = deps;
  const onProblem = (message: string, [err]: unknown[]) => log.warn({ err }, `sign-in: ${message}`);
  const auth = createAuth({ db, secretKeys, adminOrigin, onProblem });
  const adminDeps: AdminDeps = { db, auth, secretKeys, publicOrigin, now, outbound };

  const app = express().disable('x-powered-by').disable('etag');
  app.use(requestId);
  app.get('/healthz', health);
  app.get('/readyz', readiness(db));
  app.get('/metrics', metricsOf(deps.metrics));
  app.use(({ headers }, _res, next) => {
    if (headers.cookie !== undefined) headers.cookie = signAnew(secretKeys, headers.cookie);
    next();
  });
  app.all('/auth/*path', toNodeHandler(auth));
  app.use(
    '/trpc',
    createExpressMiddleware({
      router: appRouter,
      maxBodySize: maxBodyBytes,
      createContext: ({ req, res }) =>
        createAdminContext(adminDeps, {
          headers: fromNodeHeaders(req.headers),
          requestId: requestIdOf(res),
        }),
      onError: ({ error, path, ctx }) => logRefusal(log, { error, path, requestId: ctx?.requestId }),
    }),
  );
  app.get('/export/:what', exportsOf(adminDeps, log));
  app.use(noSuchAddress, adminErrors(log));
  return app;
}
