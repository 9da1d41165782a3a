import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { Counter, Histogram } from 'prom-client';
import { nameBusiest } from '@rollcall/telemetry';
import type { Metrics } from '../create-metrics.ts';
import { requestIdOf } from '../request-id.ts';
import { traceOf } from '../trace-requests.ts';

/** So many organisations have metrics of their own. Whoever keeps metrics pays for each. */
const mostTenants = 20;
/** What is promised (docs/runbook.md): slower answers use up its budget. */
const promisedSeconds = 0.5;

/**
 * Every answer of the SCIM door is counted and timed: by endpoint, method and status, and by organisation as far as the
 * request has proven it, the busiest by their key (docs/decisions/0050). A time that has a trace names it as its exemplar,
 * and an answer slower than promised is in the log with it.
 */
export function measureRequests({ metrics, log }: { metrics: Metrics; log: Logger }): RequestHandler {
  const registers = [metrics];
  const enableExemplars = true;
  const seconds = new Histogram({
    name: 'scim_request_duration_seconds',
    help: 'Time to answer a SCIM request, in seconds.',
    labelNames: ['method', 'endpoint', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
    enableExemplars,
  });
  const secondsOfTenant = new Histogram({
    name: 'scim_tenant_request_duration_seconds',
    help: 'Time to answer a SCIM request of an organisation, in seconds.',
    labelNames: ['tenant'],
    buckets: [0.05, 0.5, 5],
    registers,
    enableExemplars,
  });
  const failuresOfTenant = new Counter({
    name: 'scim_tenant_failures_total',
    help: 'SCIM requests of an organisation that failed on our side.',
    labelNames: ['tenant'],
    registers,
  });
  const tenants = nameBusiest({
    most: mostTenants,
    onDrop: (tenant) => {
      secondsOfTenant.remove({ tenant });
      failuresOfTenant.remove({ tenant });
    },
  });
  return (req, res, next) => {
    const started = performance.now();
    res.once('finish', () => {
      const value = (performance.now() - started) / 1000;
      const exemplarLabels = exemplarOf(req);
      const labels = { method: req.method, endpoint: endpointOf(req.originalUrl), status: res.statusCode };
      const key = provenTenant(res);
      seconds.observe({ labels, value, exemplarLabels });
      if (value > promisedSeconds) {
        const found = { requestId: requestIdOf(res), tenant: key, traceId: exemplarLabels['trace_id'] };
        log.info({ ...labels, ...found, seconds: Number(value.toFixed(3)) }, 'a slow answer');
      }
      if (key === undefined) return;
      const tenant = tenants.nameOf(key);
      secondsOfTenant.observe({ labels: { tenant }, value, exemplarLabels });
      failuresOfTenant.inc({ tenant }, res.statusCode >= 500 ? 1 : 0);
    });
    next();
  };
}

/** What leads from a measurement to its trace, in the words of OpenMetrics; nothing where no trace is kept. */
function exemplarOf(req: Request): Record<string, string> {
  const trace = traceOf(req);
  return trace === undefined ? {} : { trace_id: trace.traceId, span_id: trace.spanId };
}

/** The key of the organisation whose token came along. An address alone proves nothing, and anyone can invent one. */
function provenTenant(res: Response): string | undefined {
  return (res.locals['tenant'] as { key: string } | undefined)?.key;
}

const endpoints = ['Users', 'Groups', 'Schemas', 'ResourceTypes', 'ServiceProviderConfig', 'Bulk'];

/** One of a handful of names, whatever a stranger writes into the address. */
function endpointOf(url: string): string {
  const name = /\/scim\/v2\/+([A-Za-z]+)/.exec(url)?.[1];
  return name && endpoints.includes(name) ? name : 'other';
}
