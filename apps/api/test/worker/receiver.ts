import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** One message as it came: an attempt, whatever it was answered. */
export type Received = Readonly<{
  id: string;
  resourceId: string;
  sequence: number;
  type: string;
  /** Which attempt of this message it is, from 1. */
  attempt: number;
  /** Whether the answer said yes, in time or late. */
  isAccepted: boolean;
}>;

/** How a receiver answers: at once or late with yes, with no, or never. */
export type Manner = 'yes' | 'no' | 'late' | 'never';

/** A receiver of webhooks on this machine. It believes what the library verifies, and answers as `manner` says. */
export async function startReceiver(options: {
  secret: () => string;
  manner: (attempt: number, sequence: number) => Manner;
  lateMs: number;
}) {
  const received: Received[] = [];
  const attempts = new Map<string, number>();
  let heard = () => {};
  const server = createServer((req, res) => void receive(req, res));
  const receive = async (req: IncomingMessage, res: ServerResponse) => {
    const body = await read(req);
    const event = new Webhook(options.secret()).verify(body, req.headers as never) as Told;
    const id = String(req.headers['webhook-id']);
    const attempt = (attempts.get(id) ?? 0) + 1;
    attempts.set(id, attempt);
    const { sequence, resource } = event.data;
    const manner = options.manner(attempt, sequence);
    const isAccepted = manner === 'yes' || manner === 'late';
    received.push({ id, resourceId: resource.id, sequence, type: event.type, attempt, isAccepted });
    heard();
    if (manner === 'never') return;
    if (manner === 'late') await new Promise((resolve) => setTimeout(resolve, options.lateMs));
    res.writeHead(isAccepted ? 204 : 503).end();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    /** Resolves once what was received is enough. */
    async until(isEnough: () => boolean) {
      while (!isEnough()) await new Promise<void>((resolve) => (heard = resolve));
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Told = { type: string; data: { sequence: number; resource: { id: string } } };

async function read(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
