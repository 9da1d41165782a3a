import type { RequestHandler } from 'express';
import type { AdminDeps } from '@rollcall/admin-api';
import type { Metrics } from '../create-metrics.ts';

/** The process is up. */
export const health: RequestHandler = (_req, res) => {
  res.type('text').send('up\n');
};

/** 200 while the database answers, else 503, so that no traffic is sent here. */
export function readiness(db: AdminDeps['db']): RequestHandler {
  return async (_req, res) => {
    const isReady = await db.pool.query('select 1').then(
      () => true,
      () => false,
    );
    res
      .status(isReady ? 200 : 503)
      .type('text')
      .send(isReady ? 'ready\n' : 'the database does not answer\n');
  };
}

/** The metrics of the process as OpenMetrics writes them. */
export function metricsOf(metrics: Metrics): RequestHandler {
  return async (_req, res) => {
    res.setHeader('Content-Type', metrics.contentType);
    res.send(await metrics.metrics());
  };
}
