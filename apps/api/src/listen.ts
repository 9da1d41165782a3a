import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A port that answers. `close` has answered whatever was sent before, and ended every connection. */
export type Listening = Readonly<{ port: number; close: () => Promise<void> }>;

/** Longer than a load balancer keeps a connection, so that it never sends into one that closes. */
const keepAliveMs = 75_000;
/** How long a request may be on its way to a connection that looks idle from here. */
const onTheWayMs = 500;

/** `app` answers on that port, on every address unless `host` names one. */
export async function listen(app: RequestListener, port: number, host?: string): Promise<Listening> {
  let isLeaving = false;
  const server = createServer({ keepAliveTimeout: keepAliveMs }, (req, res) => {
    // Whoever kept the connection is told to send no more on it.
    if (isLeaving) res.setHeader('Connection', 'close');
    app(req, res);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      isLeaving = true;
      await pause(onTheWayMs);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
    },
  };
}
