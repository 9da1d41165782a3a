import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { expect } from 'vitest';
import { test } from '../../test/in-organisation.ts';
import { ledgerOf, secretKeys } from '../../test/test-organisation.ts';
import { pruneEvents } from '../events/prune-events.ts';
import { sequenceEvents } from '../events/sequence-events.ts';
import { inTenant } from '../in-tenant.ts';
import { createOutbound } from '../outbound/create-outbound.ts';
import { authorOf, type Scope } from '../scope.ts';
import { changeWebhook, rotateWebhookSecret, switchWebhook } from './change-webhook.ts';
import { createWebhook } from './create-webhook.ts';
import { deliverNext } from './deliver-next.ts';
import { parseWebhook } from './parse-webhook.ts';
import { getDelivery, getWebhook, listDeliveries } from './get-webhook.ts';
import { replayDeliveries } from './replay-deliveries.ts';
import { sendTestEvent } from './test-event.ts';

const outbound = createOutbound({ allowLoopback: true });
const hourMs = 3_600_000;
const [ada, ben] = ['0198a000-0000-7000-8000-00000000000a', '0198a000-0000-7000-8000-00000000000b'];
const crew = '0198a000-0000-7000-8000-00000000000c';

/** An organisation with a webhook, whose receiver answers with `status`, and a clock that is set by hand. */
async function open(scope: Scope, types: readonly string[] = []) {
  let hours = 0;
  const answers = { status: () => 204 };
  const got: { headers: IncomingHttpHeaders; body: string; label: string }[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const told = JSON.parse(body) as { data: { resource?: { label: string } } };
      got.push({ headers: req.headers, body, label: told.data.resource?.label ?? 'test' });
      res.writeHead(answers.status(), { location: '/elsewhere' }).end('what the receiver says');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const now = () => new Date(Date.now() + hours * hourMs);
  const at: Scope = { ...scope, now };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  const by = { secretKeys, outbound };
  const { webhook, secret } = await createWebhook(at, { url, types }, by);
  const deps = { db: scope.db, outbound, secretKeys, now };
  return {
    scope: at,
    id: webhook.id,
    url,
    secret,
    got,
    answers,
    hoursPass: (count: number) => (hours += count),
    sequence: () => sequenceEvents(scope.db, scope.tenant.id, now()),
    /** Tries what is due, and answers how it went. */
    async deliver() {
      const outcomes: string[] = [];
      for (;;) {
        const outcome = await deliverNext(deps, scope.tenant.id, webhook.id);
        if (outcome === 'nothing') return outcomes;
        outcomes.push(outcome);
      }
    },
    rows: async () => (await listDeliveries(at, webhook.id, { page: 1 })).items,
    state: async () => (await getWebhook(at, webhook.id)).state,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Told = { type?: 'User' | 'Group'; id: string; label: string; group?: string };

/** That happened, one after the other: somebody changed, or joined a group. */
async function happen(scope: Scope, ...told: Told[]): Promise<void> {
  const { kind, id: actorId, label: actorLabel, requestId } = authorOf(scope);
  for (const { type = 'User', id, label, group } of told) {
    const paths = [{ path: 'title', before: 'Analyst', after: 'Lead' }];
    const line = {
      actor_kind: kind,
      actor_id: actorId,
      actor_label: actorLabel,
      request_id: requestId,
      resource_type: group ? ('Membership' as const) : type,
      resource_id: id,
      resource_label: label,
      operation: group ? ('addMember' as const) : ('update' as const),
      paths: JSON.stringify(paths),
      group_id: group ?? null,
    };
    await inTenant(scope, (tx) => tx.insertInto('changes').values(line).execute());
  }
}

test('an event arrives signed, and the library of Standard Webhooks believes it', async ({ scope }) => {
  await using hook = await open(scope, ['user.updated']);
  await happen(scope, { id: ada, label: 'Ada' });
  await hook.sequence();
  expect(await hook.deliver()).toEqual(['delivered']);
  const [{ headers, body }] = hook.got as [(typeof hook.got)[0]];
  expect(new Webhook(hook.secret).verify(body, headers as Record<string, string>)).toMatchObject({
    type: 'user.updated',
    data: {
      id: headers['webhook-id'],
      sequence: expect.any(Number) as number,
      resource: { type: 'User', id: ada, label: 'Ada' },
      changes: [{ path: 'title', before: 'Analyst', after: 'Lead' }],
      actor: { kind: 'admin', label: scope.actor.label },
      requestId: scope.requestId,
    },
  });
  expect(() => new Webhook(hook.secret).verify(`${body} `, headers as Record<string, string>)).toThrow();
  expect(await hook.rows()).toMatchObject([{ state: 'delivered', attempts: 1, status: 204, error: null }]);
});

test('after a rotation both secrets are believed for a day, then the new one alone', async ({ scope }) => {
  await using hook = await open(scope);
  const { secret } = await rotateWebhookSecret(hook.scope, hook.id, { secretKeys });
  const isBelieved = (by: string) => {
    const { headers, body } = hook.got.at(-1)!;
    try {
      return new Webhook(by).verify(body, headers as Record<string, string>) !== undefined;
    } catch {
      return false;
    }
  };
  await sendTestEvent(hook.scope, hook.id);
  await hook.deliver();
  expect([isBelieved(hook.secret), isBelieved(secret)]).toEqual([true, true]);
  hook.hoursPass(25);
  await sendTestEvent(hook.scope, hook.id);
  await hook.deliver();
  expect(hook.got.at(-1)!.headers['webhook-signature']).not.toContain(' ');
});

test('what fails is tried again for a day and then given up, until somebody replays it', async ({
  scope,
}) => {
  await using hook = await open(scope, ['user.updated']);
  hook.answers.status = () => 500;
  await happen(scope, { id: ada, label: 'Ada' });
  await hook.sequence();
  for (let hour = 0; hour < 40; hour++) {
    await hook.deliver();
    hook.hoursPass(1);
  }
  expect(await hook.rows()).toMatchObject([{ state: 'dead', attempts: 11, status: 500 }]);
  expect(new Set(hook.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(await hook.state()).toBe('failing');

  hook.answers.status = () => 200;
  expect(await replayDeliveries(hook.scope, hook.id, { undelivered: true })).toEqual({ replayed: 1 });
  expect(await hook.deliver()).toEqual(['delivered']);
  expect(await hook.state()).toBe('working');
  const [row] = await hook.rows();
  const { attempts, message } = await getDelivery(hook.scope, hook.id, row!.id);
  expect(attempts).toHaveLength(12);
  expect(attempts[0]).toMatchObject({ status: 200, answer: 'what the receiver says' });
  expect(message).toContain('"Ada"');
});

test('an event that fails holds back later ones of the same resource, and no others', async ({ scope }) => {
  await using hook = await open(scope, ['user.updated', 'group.updated', 'membership.added']);
  hook.answers.status = () => (hook.got.at(-1)!.label === 'Ada 1' ? 500 : 200);
  await happen(
    scope,
    { id: ada, label: 'Ada 1' },
    { id: ada, label: 'Ada 2' },
    { id: ben, label: 'Ben 1' },
    { id: ada, label: 'Ada joins', group: crew },
    { id: ben, label: 'Ben joins', group: crew },
    { type: 'Group', id: crew, label: 'Crew' },
  );
  await hook.sequence();
  await hook.deliver();
  const arrived = () => hook.got.map(({ label }) => label);
  expect(arrived()).not.toContain('Ada 2');
  expect(arrived()).not.toContain('Ada joins');
  // It would tell of a group whose members the receiver does not know yet.
  expect(arrived()).not.toContain('Crew');
  expect(arrived()).toEqual(expect.arrayContaining(['Ada 1', 'Ben 1', 'Ben joins']));
  hook.answers.status = () => 200;
  // Whoever has mended a receiver need not wait for the next attempt.
  await replayDeliveries(hook.scope, hook.id, { undelivered: true });
  await hook.deliver();
  const last = arrived().slice(arrived().lastIndexOf('Ada 1'));
  expect(last.filter((label) => label.startsWith('Ada'))[1]).toBe('Ada 2');
  expect(last.at(-1)).toBe('Crew');
});

test('a receiver that is gone for good is not called again until it is switched on', async ({ scope }) => {
  await using hook = await open(scope, ['user.updated']);
  hook.answers.status = () => 410;
  await happen(scope, { id: ada, label: 'Ada' });
  await hook.sequence();
  expect(await hook.deliver()).toEqual(['failed']);
  expect(await hook.state()).toBe('offGone');
  hook.hoursPass(1);
  expect(await hook.deliver()).toEqual([]);
  await expect(sendTestEvent(hook.scope, hook.id)).rejects.toMatchObject({ code: 'invalidInput' });

  hook.answers.status = () => 200;
  await switchWebhook(hook.scope, hook.id, true);
  expect(await hook.deliver()).toEqual(['delivered']);
  expect(await hook.state()).toBe('working');
});

test('a webhook that fails for five days is switched off, and the ledger says so', async ({ scope }) => {
  await using hook = await open(scope);
  hook.answers.status = () => 302;
  for (let day = 0; day <= 5; day++) {
    await sendTestEvent(hook.scope, hook.id);
    expect(await hook.deliver()).toContain('failed');
    expect(await hook.state()).toBe(day < 5 ? 'failing' : 'offFailing');
    hook.hoursPass(24);
  }
  expect((await ledgerOf(scope)).at(-1)).toMatchObject({
    actor_kind: 'system',
    resource_type: 'Webhook',
    paths: [{ path: 'enabled', before: true, after: false }],
  });
});

test('values are left out where they are not wanted', async ({ scope }) => {
  await using hook = await open(scope);
  await changeWebhook(hook.scope, hook.id, { url: hook.url, withValues: false }, { outbound });
  await happen(scope, { id: ada, label: 'Ada' });
  await hook.sequence();
  await hook.deliver();
  expect(hook.got.at(-1)!.body).toContain('{"path":"title"}');
  expect(hook.got.map(({ body }) => body).join()).not.toContain('Analyst');
});

test('what a process took on before it died is tried by another', async ({ scope }) => {
  await using hook = await open(scope);
  await sendTestEvent(hook.scope, hook.id);
  await inTenant(scope, (tx) =>
    tx
      .updateTable('webhook_deliveries')
      .set({ attempts: 1, claimed_until: new Date(Date.now() + 30_000) })
      .execute(),
  );
  expect(await hook.deliver()).toEqual([]);
  hook.hoursPass(1);
  expect(await hook.deliver()).toEqual(['delivered']);
});

test('the log goes after its days, and what waits goes with it', async ({ scope }) => {
  await using hook = await open(scope);
  await sendTestEvent(hook.scope, hook.id);
  await pruneEvents(scope.db, scope.tenant.id, new Date(Date.now() + 29 * 24 * hourMs));
  expect(await hook.rows()).toHaveLength(1);
  await pruneEvents(scope.db, scope.tenant.id, new Date(Date.now() + 31 * 24 * hourMs));
  expect(await hook.rows()).toEqual([]);
  expect(await hook.state()).toBe('working');
});

test.each(['http://example.com/', 'https://10.0.0.8/', 'nonsense'])('%s is no webhook', (url) => {
  expect(() => parseWebhook({ url }, outbound)).toThrow(expect.objectContaining({ code: 'invalidInput' }));
});
