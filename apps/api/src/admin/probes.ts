import type { RequestHandler } from 'express';
import type { Registry } from 'prom-client';
import type { AdminDeps } from '@rollcall/admin-api';

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

/** The metrics of the process as Prometheus reads them. */
export function metricsOf(registry: Registry): RequestHandler {
  return async (_req, res) => {
    res.setHeader('Content-Type', registry.contentType);
    res.send(await registry.metrics());
  };
}
