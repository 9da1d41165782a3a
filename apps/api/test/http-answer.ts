import { request, type IncomingHttpHeaders } from 'node:http';

/** What is sent: the path goes on the wire as it stands, the body as bytes, or as JSON when it is neither text nor bytes. */
export type Sent = Readonly<{
  method: string;
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}>;

export type Answer = Awaited<ReturnType<typeof answerOf>>;

/** The answer of the server at `origin`; `body` is the parsed JSON, or undefined where there is none. */
export function answerOf(origin: string, { method, path, headers, body }: Sent) {
  const bytes = bytesOf(body);
  const length = bytes && !headers?.['Transfer-Encoding'] ? { 'Content-Length': String(bytes.length) } : {};
  return new Promise<{ status: number; headers: IncomingHttpHeaders; text: string; body: Json }>(
    (resolve, reject) => {
      const { hostname, port } = new URL(origin);
      const outgoing = request(
        { hostname, port, method, path, headers: { ...length, ...headers } },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.once('error', reject);
          incoming.once('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              text,
              body: text.startsWith('{') ? JSON.parse(text) : undefined,
            });
          });
        },
      );
      outgoing.once('error', reject);
      outgoing.end(bytes);
    },
  );
}

type Json = ReturnType<typeof JSON.parse>;

function bytesOf(body: unknown): Buffer | undefined {
  if (body === undefined || body instanceof Buffer) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
