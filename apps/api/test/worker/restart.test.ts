import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createOutbound, createWebhook } from '@rollcall/domain';
import { startScim } from '../start-scim.ts';
import { startReceiver, type Manner } from './receiver.ts';

/** Every time of a delivery is so many times shorter: half a second to answer, a sixth of one to the second attempt. */
const haste = 30;

test('a receiver that fails, hangs and is late gets every event, in order per resource, though the service is killed', async () => {
  await using api = await startScim();
  const tenant = await api.makeTenant();
  const manners: Manner[] = ['no', 'never', 'late', 'yes', 'yes'];
  let secret = '';
  await using receiver = await startReceiver({
    secret: () => secret,
    manner: (attempt, sequence) => (attempt === 1 ? manners[sequence % manners.length]! : 'yes'),
    lateMs: 700,
  });
  const outbound = createOutbound({ allowLoopback: true });
  const made = await createWebhook(
    tenant.scope,
    { url: receiver.url, types: ['user.created', 'user.updated', 'user.deleted'] },
    { secretKeys: [Buffer.alloc(32, 7)], outbound },
  );
  secret = made.secret;

  const first = startService(api.databaseUrl);
  const people = await Promise.all(
    Array.from({ length: 4 }, async (_, number) => {
      const { id } = await tenant.createUser(`n${number}@example.com`);
      for (const title of ['Analyst', 'Lead'])
        await tenant.patch(`/Users/${id}`, [{ op: 'Replace', path: 'title', value: title }]);
      return id as string;
    }),
  );
  await receiver.until(() => receiver.received.length > 5);
  first.kill();
  for (const id of people) await tenant.delete(`/Users/${id}`);
  const second = startService(api.databaseUrl);
  const told = (id: string) =>
    receiver.received.filter((each) => each.resourceId === id && each.isAccepted).map(({ type }) => type);
  await receiver.until(() => people.every((id) => told(id).includes('user.deleted')));
  second.kill();

  for (const id of people) {
    const life = ['user.created', 'user.updated', 'user.updated', 'user.deleted'];
    const accepted = receiver.received.filter((each) => each.resourceId === id && each.isAccepted);
    expect([...new Map(accepted.map((each) => [each.id, each.type])).values()]).toEqual(life);
    const attempts = receiver.received.filter((each) => each.resourceId === id);
    expect(attempts.map(({ sequence }) => sequence)).toEqual(
      attempts.map(({ sequence }) => sequence).sort((a, b) => a - b),
    );
  }
  await outbound.close();
});

/** The service itself, in a process of its own, on that database. */
function startService(databaseUrl: string) {
  const main = join(import.meta.dirname, '../../src/main.ts');
  const service = spawn(process.execPath, [main], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      DATABASE_URL: databaseUrl,
      SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      PUBLIC_ORIGIN: 'https://scim.rollcall.example',
      ADMIN_ORIGIN: 'http://command.rollcall.example',
      PUBLIC_PORT: '0',
      PRIVATE_PORT: '0',
      OUTBOUND_LOOPBACK: 'true',
      DELIVERY_HASTE: String(haste),
    },
  });
  return { kill: () => service.kill('SIGKILL') };
}
