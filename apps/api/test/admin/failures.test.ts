import { expect, test } from 'vitest';
import { startAdmin } from './start-admin.ts';

test('the process says that it is up, that it is ready, and what it counts', async () => {
  await using door = await startAdmin();
  expect((await fetch(`${door.origin}/healthz`)).status).toBe(200);
  expect((await fetch(`${door.origin}/readyz`)).status).toBe(200);
  expect(await (await fetch(`${door.origin}/metrics`)).text()).toContain('rollcall_test_total 3');
});

test('without a database the process is up and not ready', async () => {
  await using door = await startAdmin();
  await door.dropDatabase();
  expect((await fetch(`${door.origin}/healthz`)).status).toBe(200);
  expect((await fetch(`${door.origin}/readyz`)).status).toBe(503);
});

test('a failure of ours tells the request id and nothing else, and the log tells the rest', async () => {
  await using door = await startAdmin();
  const { scope } = await door.makeConnectedTenant();
  const cookie = await door.signInTo(scope);
  await door.dropDatabase();

  const answer = await fetch(`${door.origin}/trpc/session.me`, {
    headers: { cookie, 'x-request-id': 'request-of-a-page' },
  });
  expect(answer.status).toBe(500);
  expect(answer.headers.get('x-request-id')).toBe('request-of-a-page');
  expect(await answer.json()).toEqual({
    error: {
      code: -32603,
      message: 'Something went wrong on our side. Tell support this request id: request-of-a-page.',
      data: {
        code: 'INTERNAL_SERVER_ERROR',
        httpStatus: 500,
        path: 'session.me',
        requestId: 'request-of-a-page',
      },
    },
  });
  const log = door.errors.join('');
  expect(log).toContain('request-of-a-page');
  expect(log).toContain('does not exist');
  expect(log).not.toContain(cookie.split('=')[1]);
});

test('a sign-in that fails through us is told the request id, and the log tells the rest', async () => {
  await using door = await startAdmin();
  await door.dropDatabase();
  const account = { email: 'ada@lantern.example', password: 'correct horse battery' };
  const answer = await door.post('/auth/sign-in/email', account);
  expect(answer.status).toBe(500);
  const requestId = answer.headers.get('x-request-id');
  expect(await answer.json()).toEqual({
    message: `Something went wrong on our side. Tell support this request id: ${requestId}.`,
    requestId,
  });
  const log = door.errors.join('');
  expect(log).toContain('does not exist');
  expect(log).not.toContain(account.password);
});

test('an address that is none is answered with 404 and a sentence', async () => {
  await using door = await startAdmin();
  const answer = await fetch(`${door.origin}/t/lantern-7f3k/scim/v2/Users`);
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ message: 'There is nothing at this address.' });
});
