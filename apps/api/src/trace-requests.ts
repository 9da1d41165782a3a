import type { IncomingMessage, RequestListener } from 'node:http';
import type { RequestSpan, Tracing } from '@rollcall/telemetry';

/** The spans of requests under way. */
const spans = new WeakMap<IncomingMessage, RequestSpan>();

/** Where the trace of that request is found later, if it is kept. */
export function traceOf(req: IncomingMessage): RequestSpan['kept'] {
  return spans.get(req)?.kept;
}

/** Every request to `app` is a span. On the public port nobody's word is taken for what it belongs to. */
export function traceRequests(
  tracing: Tracing | undefined,
  app: RequestListener,
  port: 'public' | 'private',
): RequestListener {
  if (!tracing) return app;
  return (req, res) => {
    const { method = 'GET', url = '', headers } = req;
    const [route, tenant] = routeOf(url);
    const span = tracing.begin({
      name: `${method} ${route}`,
      attributes: { 'http.request.method': method, 'http.route': route, 'rollcall.port': port },
      tenant,
      traceparent: port === 'private' ? String(headers['traceparent']) : undefined,
    });
    spans.set(req, span);
    res.once('close', () => {
      span.end({ status: res.statusCode, requestId: String(res.getHeader('x-request-id') ?? '') });
    });
    app(req, res);
  };
}

/** One of a bounded number of routes, with no id or query of the address in it, and whose it is. */
function routeOf(url: string): [route: string, tenant: string | undefined] {
  const path = url.split('?', 1)[0] ?? '';
  const [, tenant, rest = ''] = /^\/t\/([a-z0-9-]{1,80})(\/.*)?$/.exec(path) ?? [];
  if (tenant === undefined)
    return [/^\/(trpc|auth|export|healthz|readyz|metrics)(?=\/|$)/.exec(path)?.[0] ?? '/…', undefined];
  const known =
    /^\/(scim\/v2\/+(Users|Groups|Schemas|ResourceTypes|ServiceProviderConfig|Bulk)|sign-in|events)(?=\/|$)/;
  return [`/t/:tenant${known.exec(rest)?.[0] ?? '/…'}`, tenant];
}
