import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Reply = Readonly<{ status: number; body?: unknown; headers?: Readonly<Record<string, string>> }>;

/** A server of a stranger, which answers every request as it is told; disposing closes it. */
export async function startStranger(answer: (request: IncomingMessage) => Reply) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    request.resume();
    const { status, body, headers } = answer(request);
    response.writeHead(status, { 'Content-Type': 'application/scim+json', ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/scim/v2`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
