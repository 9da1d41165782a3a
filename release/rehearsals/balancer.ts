import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Balancer = Readonly<{
  origin: string;
  /** From now on it is sent requests. */
  add: (port: number) => void;
  /** It is sent no more, and has answered what it was sent. */
  drain: (port: number) => Promise<void>;
  /** How many requests each has answered. */
  answered: ReadonlyMap<number, number>;
  [Symbol.asyncDispose]: () => Promise<void>;
}>;

/** A load balancer as AWS's: it sends a request to whoever has the fewest under way, over connections that it keeps. */
export async function openBalancer(): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true });
  const underWay = new Map<number, number>();
  const leaving = new Set<number>();
  const answered = new Map<number, number>();
  const count = (port: number, by: number) => underWay.set(port, (underWay.get(port) ?? 0) + by);

  const server = createServer((req, res) => {
    const [port] = [...underWay.keys()]
      .filter((each) => !leaving.has(each))
      .sort((a, b) => (underWay.get(a) ?? 0) - (underWay.get(b) ?? 0));
    if (port === undefined) return void res.writeHead(503).end();
    count(port, 1);
    res.once('close', () => {
      count(port, -1);
      answered.set(port, (answered.get(port) ?? 0) + 1);
    });
    forward(req, res, { agent, port });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add: (port) => void underWay.set(port, 0),
    async drain(port) {
      leaving.add(port);
      while ((underWay.get(port) ?? 0) > 0) await new Promise((resolve) => setImmediate(resolve));
      underWay.delete(port);
    },
    answered,
    async [Symbol.asyncDispose]() {
      agent.destroy();
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

function forward(req: IncomingMessage, res: ServerResponse, to: { agent: Agent; port: number }): void {
  const { method, url, headers } = req;
  const sent = request({ ...to, host: '127.0.0.1', method, path: url, headers }, (answer) => {
    res.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(res);
  });
  sent.on('error', () => (res.headersSent ? res.destroy() : res.writeHead(502).end()));
  req.pipe(sent);
}
