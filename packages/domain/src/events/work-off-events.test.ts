import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { test } from '../../test/in-organisation.ts';
import { secretKeys } from '../../test/test-organisation.ts';
import { createOutbound } from '../outbound/create-outbound.ts';
import type { Scope } from '../scope.ts';
import { createWebhook } from '../webhooks/create-webhook.ts';
import { sendTestEvent } from '../webhooks/test-event.ts';
import { workOffEvents } from './work-off-events.ts';

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    hangUp: () => server.closeAllConnections(),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('receivers that never answer keep nobody else waiting, and stopping waits for what is under way', async ({
  db,
  scope,
  other,
}) => {
  const outbound = createOutbound({ allowLoopback: true });
  let [held, mostHeld] = [0, 0];
  // At least once: what arrives twice is heard once.
  const heard = new Set<unknown>();
  await using hostile = await serve((req) => {
    mostHeld = Math.max(mostHeld, ++held);
    req.socket.once('close', () => held--);
  });
  await using healthy = await serve((req, res) => {
    heard.add(req.headers['webhook-id']);
    res.writeHead(204).end();
  });
  const add = async (to: Scope, url: string, times: number) => {
    const { webhook } = await createWebhook(to, { url }, { secretKeys, outbound });
    for (let time = 0; time < times; time++) await sendTestEvent(to, webhook.id);
  };
  for (let number = 0; number < 10; number++) await add(scope, hostile.url, 5);
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const now = () => new Date();
  const work = workOffEvents({ db, outbound, secretKeys, now, onError, pauseMs: 20, timeoutMs: 60_000 });
  // Four at once for each webhook, and not one more.
  await expect.poll(() => held, { timeout: 20_000 }).toBe(40);
  await add(other, healthy.url, 10);
  // The ten, and settings.changed: the webhook was added.
  await expect.poll(() => heard.size, { timeout: 20_000 }).toBe(11);
  expect(held).toBe(40);

  const stopped = work.stop();
  hostile.hangUp();
  await stopped;
  expect(mostHeld).toBe(40);
  expect(errors).toEqual([]);
}, 60_000);
