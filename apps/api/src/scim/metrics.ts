import type { RequestHandler } from 'express';
import { Histogram, type Registry } from 'prom-client';

/**
 * Every answer of the SCIM door is counted and timed by endpoint, method and status. No tenant is a label: there is no
 * bound on how many there are.
 */
export function measureRequests(metrics: Registry): RequestHandler {
  const seconds = new Histogram({
    name: 'scim_request_duration_seconds',
    help: 'Time to answer a SCIM request, in seconds.',
    labelNames: ['method', 'endpoint', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [metrics],
  });
  return (req, res, next) => {
    const started = performance.now();
    res.once('finish', () => {
      const labels = { method: req.method, endpoint: endpointOf(req.originalUrl), status: res.statusCode };
      seconds.observe(labels, (performance.now() - started) / 1000);
    });
    next();
  };
}

const endpoints = ['Users', 'Groups', 'Schemas', 'ResourceTypes', 'ServiceProviderConfig', 'Bulk'];

/** One of a handful of names, whatever a stranger writes into the address. */
function endpointOf(url: string): string {
  const name = /\/scim\/v2\/+([A-Za-z]+)/.exec(url)?.[1];
  return name && endpoints.includes(name) ? name : 'other';
}
