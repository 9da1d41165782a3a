import { once } from 'node:events';
import { createServer } from 'node:http';

/** A span as it arrived, with the service it is of. */
export type ArrivedSpan = Readonly<{
  service: string;
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
}>;

type Value = Readonly<{ key: string; value: { stringValue?: string } }>;
type Sent = Readonly<{
  resourceSpans: readonly {
    resource: { attributes: readonly Value[] };
    scopeSpans: readonly { spans: readonly Omit<ArrivedSpan, 'service'>[] }[];
  }[];
}>;

/** A collector on that port that keeps what it is sent (OTLP/HTTP with JSON). */
export async function startCollector(port: number) {
  const spans: ArrivedSpan[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Sent;
      for (const { resource, scopeSpans } of resourceSpans) {
        const named = resource.attributes.find(({ key }) => key === 'service.name');
        const service = named?.value.stringValue ?? '';
        spans.push(...scopeSpans.flatMap((scope) => scope.spans.map((span) => ({ ...span, service }))));
      }
      res.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return {
    spans,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}
