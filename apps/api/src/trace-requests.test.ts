import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { recordSpans } from '@rollcall/telemetry/testing';
import { expect, test } from 'vitest';
import { traceOf, traceRequests } from './trace-requests.ts';

const id = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${id}-b7ad6b7169203331-01`;

/** The spans that requests of these paths leave behind, on that port. */
async function spansOf(port: 'public' | 'private', paths: readonly string[]) {
  const { tracing, spans } = recordSpans();
  const app = traceRequests(
    tracing,
    (req, res) => void res.writeHead(204, { 'x-trace': traceOf(req)?.traceId }).end(),
    port,
  );
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const told: (string | null)[] = [];
  for (const path of paths) {
    const sent = { headers: { traceparent, authorization: 'Bearer invented' } };
    told.push((await fetch(origin + path, sent)).headers.get('x-trace'));
  }
  server.closeAllConnections();
  await once(server.close(), 'close');
  expect(told).toEqual(spans().map((span) => span.spanContext().traceId));
  return [...spans()];
}

test('a span says route, organisation and status, and nothing of an address or a token', async () => {
  const [span] = await spansOf('public', ['/t/acme-7f3k/scim/v2/Users/0198?filter=userName+eq+"kai"']);
  expect(span?.name).toBe('GET /t/:tenant/scim/v2/Users');
  expect(span?.attributes).toMatchObject({
    'rollcall.tenant': 'acme-7f3k',
    'http.response.status_code': 204,
  });
  expect(JSON.stringify(span?.attributes)).not.toMatch(/0198|kai|invented/);
});

test('past a thousand organisations the others have one name', async () => {
  const paths = Array.from({ length: 1002 }, (_, n) => `/t/tenant-${n}/scim/v2/Users`);
  const spans = await spansOf('public', paths);
  const tenants = new Set(spans.map(({ attributes }) => attributes['rollcall.tenant']));
  expect(tenants.size).toBe(1001);
  expect(tenants).toContain('other');
});

test('the private port goes on with the trace of its caller, the public port begins its own', async () => {
  const [inside] = await spansOf('private', ['/trpc/session.me']);
  expect(inside?.spanContext().traceId).toBe(id);
  const [outside] = await spansOf('public', ['/t/acme-7f3k/scim/v2/Users']);
  expect(outside?.spanContext().traceId).not.toBe(id);
});

test('without a collector a request passes through nothing', () => {
  const app = () => undefined;
  expect(traceRequests(undefined, app, 'public')).toBe(app);
});
