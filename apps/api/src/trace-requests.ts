import type { RequestListener } from 'node:http';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags, type Context } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace';

/** Requests become spans. `stop` has sent those there are. */
export type Tracing = Readonly<{
  traced: (app: RequestListener, port: 'public' | 'private') => RequestListener;
  stop: () => Promise<void>;
}>;

/** One request of twenty: enough to see where time goes. What failed is in the log, every time. */
const share = 0.05;
/** So many organisations are told apart; whoever keeps traces pays for each name. */
const mostTenants = 1000;

/** Requests are traced to the collector at `endpoint`; without one nothing is traced, and nothing costs anything. */
export function createTracing(endpoint: string | undefined): Tracing {
  if (endpoint === undefined) return { traced: (app) => app, stop: () => Promise.resolve() };
  return tracingTo(
    new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: `${endpoint}/v1/traces` }) }),
    share,
  );
}

/** Spans go to `processor`. On the public port nobody's word is taken for what a request belongs to. */
export function tracingTo(processor: SpanProcessor, sampled: number): Tracing {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'rollcall-api' }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(sampled) }),
    spanProcessors: [processor],
  });
  const tracer = provider.getTracer('requests');
  const tenants = new Set<string>();
  const nameOf = (tenant: string): string => {
    if (tenants.size < mostTenants) tenants.add(tenant);
    return tenants.has(tenant) ? tenant : 'other';
  };
  return {
    traced: (app, port) => (req, res) => {
      const { method = 'GET', url = '' } = req;
      const [route, tenant] = routeOf(url);
      const parent = port === 'private' ? parentOf(req.headers['traceparent']) : ROOT_CONTEXT;
      const attributes = { 'http.request.method': method, 'http.route': route, 'rollcall.port': port };
      const span = tracer.startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, parent);
      if (tenant !== undefined) span.setAttribute('rollcall.tenant', nameOf(tenant));
      res.once('close', () => {
        span.setAttribute('http.response.status_code', res.statusCode);
        span.setAttribute('rollcall.request_id', String(res.getHeader('x-request-id') ?? ''));
        if (res.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      });
      app(req, res);
    },
    // What no collector takes is lost: a trace is no reason to end badly.
    stop: () => provider.shutdown().catch(() => undefined),
  };
}

/** One of a bounded number of routes, with no id or query of the address in it, and whose it is. */
function routeOf(url: string): [route: string, tenant: string | undefined] {
  const path = url.split('?', 1)[0] ?? '';
  const [, tenant, rest = ''] = /^\/t\/([a-z0-9-]{1,80})(\/.*)?$/.exec(path) ?? [];
  if (tenant === undefined)
    return [/^\/(trpc|auth|healthz|readyz|metrics)(?=\/|$)/.exec(path)?.[0] ?? '/…', undefined];
  const known =
    /^\/(scim\/v2\/+(Users|Groups|Schemas|ResourceTypes|ServiceProviderConfig|Bulk)|sign-in|events)(?=\/|$)/;
  return [`/t/:tenant${known.exec(rest)?.[0] ?? '/…'}`, tenant];
}

/** The span of the caller, as W3C Trace Context writes it. */
function parentOf(traceparent: string | string[] | undefined): Context {
  const [, traceId, spanId, flags] =
    /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(String(traceparent)) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
  const traceFlags = parseInt(flags, 16) & TraceFlags.SAMPLED;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}
