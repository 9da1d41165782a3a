import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

type Told = Readonly<{ type: string; data: { resource?: { label: string | null } } }>;

/** A receiver of webhooks on this machine: it keeps what the library believes under the secret it is given. */
export async function receiveWebhooks() {
  const told: Told[] = [];
  const receiver = { secret: '', status: 200, told, url: '' };
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      try {
        const event = new Webhook(receiver.secret).verify(body, req.headers as Record<string, string>);
        if (receiver.status === 200) told.push(event as Told);
        res.writeHead(receiver.status).end(receiver.status === 200 ? 'thank you' : 'not today');
      } catch {
        res.writeHead(401).end('who are you?');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/rollcall`;
  return Object.assign(receiver, {
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
