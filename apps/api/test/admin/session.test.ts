import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { secretKeys, startAdmin, type AdminDoor } from './start-admin.ts';

let door: AdminDoor;
let scope: Awaited<ReturnType<AdminDoor['makeConnectedTenant']>>['scope'];
beforeAll(async () => {
  door = await startAdmin();
  ({ scope } = await door.makeConnectedTenant('Lantern Works'));
});
afterAll(() => door[Symbol.asyncDispose]());

test('an admin who signs in is told who they are and which organisations they run', async () => {
  const cookie = await door.signInTo(scope, 'admin');
  expect(await door.as(cookie).session.me.query()).toEqual({
    admin: { name: 'Ada Vance', email: `admin@${scope.tenant.key}.example` },
    tenants: [{ key: scope.tenant.key, name: 'Lantern Works', profile: 'admin' }],
  });
});

test('after signing out the same cookie opens nothing', async () => {
  const cookie = await door.signInTo(scope, 'owner');
  expect((await door.post('/auth/sign-out', {}, { cookie })).status).toBe(200);
  await expect(door.as(cookie).session.me.query()).rejects.toMatchObject({ data: { code: 'UNAUTHORIZED' } });
});

test('a tampered cookie is no session', async () => {
  const cookie = await door.signInTo(scope, 'readOnly');
  await expect(door.as(`${cookie.slice(0, -4)}AAAA`).session.me.query()).rejects.toMatchObject({
    data: { code: 'UNAUTHORIZED' },
  });
});

test('a new key signs nobody out while the one before is kept, and signing out is as final as ever', async () => {
  const cookie = await door.signInTo((await door.makeConnectedTenant('Otter Freight')).scope);
  const newKey = randomBytes(32);
  await using renewed = await startAdmin({ url: door.url, secretKeys: [newKey, ...secretKeys] });
  expect((await renewed.as(cookie).session.me.query()).admin.name).toBe('Ada Vance');
  await using withoutOld = await startAdmin({ url: door.url, secretKeys: [newKey] });
  const refused = { data: { code: 'UNAUTHORIZED' } };
  await expect(withoutOld.as(cookie).session.me.query()).rejects.toMatchObject(refused);
  const tampered = `${cookie.slice(0, -4)}AAAA`;
  await expect(renewed.as(tampered).session.me.query()).rejects.toMatchObject(refused);

  expect((await renewed.post('/auth/sign-out', {}, { cookie })).status).toBe(200);
  await expect(door.as(cookie).session.me.query()).rejects.toMatchObject(refused);
});

test('a sign-in sent from a page of another origin is refused', async () => {
  const answer = await door.post(
    '/auth/sign-in/email',
    { email: `admin@${scope.tenant.key}.example`, password: 'whatever it may be' },
    { origin: 'https://elsewhere.example', cookie: 'some=cookie' },
  );
  expect(answer.status).toBe(403);
});

test('nobody signs up over HTTP', async () => {
  const account = { name: 'Eve', email: 'eve@elsewhere.example', password: 'a long enough password' };
  const answer = await door.post('/auth/sign-up/email', account, { 'x-forwarded-for': '198.51.100.1' });
  expect(answer.status).toBe(400);
  await expect(door.signIn(account)).rejects.toThrow('Not signed in: 401');
});
