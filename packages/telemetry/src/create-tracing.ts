import {
  isSpanContextValid,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Attributes,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace';
import { nameBusiest } from './name-busiest.ts';
import { callerIn, traceparentOf } from './traceparent.ts';

/** Requests to one process become spans. `stop` has sent those there are. */
export type Tracing = Readonly<{ begin: (request: Request) => RequestSpan; stop: () => Promise<void> }>;

/** `name` is one of a bounded number, without an id or a query in it; so are the values of `attributes`. */
type Request = Readonly<{
  name: string;
  attributes: Attributes;
  /** The organisation's key, as the address says it. */
  tenant?: string | undefined;
  /** The caller's span, where the caller is one of us. */
  traceparent?: string | undefined;
}>;

export type RequestSpan = Readonly<{
  /** What tells whoever is called within this request what they belong to. */
  traceparent: string;
  /** Where this span is found later; undefined where this trace is not kept. */
  kept: Readonly<{ traceId: string; spanId: string }> | undefined;
  end: (answer: { status: number; requestId: string }) => void;
}>;

/** So many organisations are told apart; whoever keeps traces pays for each name. */
const mostTenants = 1000;

/** How long the collector is tried for, which is beside us. A process that ends waits for no longer. */
const patienceMs = 2000;

export type TracingOptions = Readonly<{
  /** Which of our processes this is. */
  service: 'rollcall-api' | 'rollcall-admin';
  /** The share of requests that are kept when nobody has decided before: enough to see where time goes. */
  share: number;
  /** The collector that takes traces, over OTLP. */
  endpoint: string | undefined;
}>;

/** Requests are traced to the collector; undefined without one, so that nothing is traced and nothing costs anything. */
export function createTracing({ endpoint, ...options }: TracingOptions): Tracing | undefined {
  if (endpoint === undefined) return undefined;
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: patienceMs });
  return tracingTo(new BatchSpanProcessor({ exporter }), options);
}

/** Spans go to `processor`. */
export function tracingTo(
  processor: SpanProcessor,
  { service, share }: Omit<TracingOptions, 'endpoint'>,
): Tracing {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanProcessors: [processor],
  });
  const tracer = provider.getTracer('requests');
  const tenants = nameBusiest({ most: mostTenants });
  return {
    begin({ name, attributes, tenant, traceparent }) {
      const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, callerIn(traceparent));
      if (tenant !== undefined && span.isRecording())
        span.setAttribute('rollcall.tenant', tenants.nameOf(tenant));
      const context = span.spanContext();
      const isKept = isSpanContextValid(context) && (context.traceFlags & TraceFlags.SAMPLED) !== 0;
      return {
        traceparent: traceparentOf(context),
        kept: isKept ? { traceId: context.traceId, spanId: context.spanId } : undefined,
        end({ status, requestId }) {
          span.setAttribute('http.response.status_code', status);
          span.setAttribute('rollcall.request_id', requestId);
          if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
    // What no collector takes is lost: a trace is no reason to end badly.
    stop: () => provider.shutdown().catch(() => undefined),
  };
}
