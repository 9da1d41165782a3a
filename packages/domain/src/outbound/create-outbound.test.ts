import type { LookupAddress } from 'node:dns';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createOutbound } from './create-outbound.ts';

/** A server on this machine, which ends with the test. */
async function serve(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A way out of development, on which every name resolves to these addresses, one answer after the other. */
function outboundTo(...answers: string[][]) {
  const lookup = (_name: string, _options: object, callback: (error: null, found: LookupAddress[]) => void) =>
    callback(
      null,
      (answers.length > 1 ? answers.shift()! : answers[0]!).map((address) => ({ address, family: 4 })),
    );
  return createOutbound({ allowLoopback: true, lookup: lookup as never });
}

const production = createOutbound({ allowLoopback: false });
const development = createOutbound({ allowLoopback: true });

test('an answer comes with its status, headers and body', async () => {
  await using server = await serve((req, res) => {
    res.writeHead(418, { 'x-said': String(req.headers['x-say']) }).end(`${req.method} ${req.url}`);
  });
  const answer = await development.send(`http://127.0.0.1:${server.port}/tea?hot`, {
    method: 'POST',
    headers: { 'x-say': 'hello' },
    body: '{}',
  });
  expect(answer.status).toBe(418);
  expect(answer.headers.get('x-said')).toBe('hello');
  expect(await answer.text()).toBe('POST /tea?hot');
});

test.each([
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://10.0.0.8/',
  'https://0x7f000001/',
  'https://2130706433/',
  'https://0177.0.0.1/',
  'https://[::ffff:169.254.169.254]/latest/meta-data',
  'https://localhost/',
  'http://example.com/',
  'http://127.0.0.1/',
  'https://admin:secret@example.com/',
  'ftp://example.com/',
  'file:///etc/passwd',
  'example.com',
])('production does not call %s', async (url) => {
  await expect(production.send(url)).rejects.toMatchObject({ code: 'addressRefused' });
});

test.each(['http://10.0.0.8/', 'https://169.254.169.254/', 'http://example.com/'])(
  'development does not call %s either',
  async (url) => {
    await expect(development.send(url)).rejects.toMatchObject({ code: 'addressRefused' });
  },
);

test('a name that resolves to a private address is not called, nor one with a public address beside it', async () => {
  for (const found of [['10.1.2.3'], ['20.190.160.1', '10.1.2.3'], ['169.254.169.254'], []]) {
    await expect(outboundTo(found).send('https://issuer.example/')).rejects.toMatchObject({
      code: 'addressRefused',
      message: expect.stringContaining(
        'issuer.example leads to an address that is not on the public',
      ) as string,
    });
  }
});

test('a name is judged anew for each connection', async () => {
  await using server = await serve((_req, res) => {
    res.writeHead(200, { connection: 'close' }).end('here');
  });
  const outbound = outboundTo(['127.0.0.1'], ['10.1.2.3']);
  const url = `http://localhost:${server.port}/`;
  expect(await (await outbound.send(url)).text()).toBe('here');
  await expect(outbound.send(url)).rejects.toMatchObject({ code: 'addressRefused' });
});

test('a redirect is an answer and is not followed', async () => {
  const asked: string[] = [];
  await using server = await serve((req, res) => {
    asked.push(String(req.url));
    res.writeHead(302, { location: '/elsewhere' }).end();
  });
  expect((await development.send(`http://127.0.0.1:${server.port}/first`)).status).toBe(302);
  expect(asked).toEqual(['/first']);
});

test.each([
  ['plain', {}, Buffer.alloc(3000, 'a')],
  ['packed', { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(3000, 'a'))],
])('a %s answer that is too long is broken off', async (_how, headers, body) => {
  await using server = await serve((_req, res) => {
    res.writeHead(200, headers).end(body);
  });
  await expect(
    development.send(`http://127.0.0.1:${server.port}/`, { maxBytes: 2000 }),
  ).rejects.toMatchObject({
    code: 'noAnswer',
    message: expect.stringMatching(/more than 2000 bytes/) as string,
  });
});

test('an answer that does not come in time is given up', async () => {
  await using server = await serve((_req, res) => {
    res.writeHead(200).write('a beginning');
  });
  await expect(
    development.send(`http://127.0.0.1:${server.port}/`, { timeoutMs: 100 }),
  ).rejects.toMatchObject({
    code: 'noAnswer',
    message: expect.stringMatching(/did not answer in time/) as string,
  });
});

test('nobody listening is a sentence that names the host', async () => {
  const { port } = await closedPort();
  await expect(development.send(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({
    code: 'noAnswer',
    message: `127.0.0.1:${port} refuses connections.`,
  });
});

/** The port of a server that has ended. */
async function closedPort() {
  await using server = await serve(() => undefined);
  return { port: server.port };
}
