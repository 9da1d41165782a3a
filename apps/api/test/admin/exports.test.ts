import { withTenant } from '@rollcall/database';
import { insertUsers } from '@rollcall/database/testing';
import { makeGroup, makeLocalUser } from '@rollcall/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAdmin, type AdminDoor } from './start-admin.ts';

let door: AdminDoor;
let key: string;
let cookie: string;
beforeAll(async () => {
  door = await startAdmin();
  const { scope, scim } = await door.makeConnectedTenant('Lantern Works');
  key = scope.tenant.key;
  cookie = await door.signInTo(scope);
  const crowd = Array.from({ length: 1_200 }, (_, n) => ({
    attributes: { userName: `p${String(n).padStart(4, '0')}`, displayName: `Person ${n}` },
  }));
  const special = { userName: 'özge', displayName: '=HYPERLINK("https://evil.example")', title: 'a, "b"' };
  await withTenant(door.db, scope.tenant.id, (tx) => insertUsers(tx, crowd));
  await makeLocalUser(scope, { ...special, givenName: '', familyName: '' });
  await makeGroup(scim, { displayName: '+Crew' });
});
afterAll(() => door[Symbol.asyncDispose]());

const ask = (what: string, query: Record<string, string>) =>
  fetch(`${door.origin}/export/${what}?${new URLSearchParams({ tenant: key, ...query }).toString()}`, {
    headers: { cookie },
  });

test('everyone is in the file, once, in the order of the list', async () => {
  const answer = await ask('users', { format: 'csv', sort: 'userName' });
  expect(answer.headers.get('content-type')).toContain('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toMatch(
    new RegExp(`^attachment; filename="${key}-users-\\d{4}-\\d\\d-\\d\\d\\.csv"$`),
  );
  expect(answer.headers.get('transfer-encoding')).toBe('chunked');
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = new TextDecoder().decode(bytes).split('\r\n');
  expect(lines[0]).toMatch(/^id,userName,externalId,displayName,/);
  expect(lines).toHaveLength(1_203);
  expect(lines.slice(1, 1_201).map((line) => line.split(',')[1])).toEqual(
    Array.from({ length: 1_200 }, (_, n) => `p${String(n).padStart(4, '0')}`),
  );
});

test('a file has what the filter means, with quotes where they are needed and no formula', async () => {
  const text = await (await ask('users', { format: 'csv', origin: 'local' })).text();
  expect(text.split('\r\n')).toHaveLength(3);
  expect(text).toContain(`özge,,"'=HYPERLINK(""https://evil.example"")",,,"a, ""b""",local,true,granted,`);
});

test('JSON is one array of the same people', async () => {
  const people = (await (await ask('users', { format: 'json', search: 'person 1199' })).json()) as object[];
  expect(people).toHaveLength(1);
  expect(people[0]).toMatchObject({ displayName: 'Person 1199', access: 'granted', lastSignInAt: null });
  expect(await (await ask('users', { format: 'json', search: 'nobody' })).json()).toEqual([]);
});

test('groups are exported alike', async () => {
  const text = await (await ask('groups', { format: 'csv' })).text();
  expect(text).toContain(`,'+Crew,`);
});

test.each([
  ['a format that is none', 'users', { format: 'xml' }, 400],
  ['a filter that is none', 'users', { format: 'csv', status: 'odd' }, 400],
  ['a list that is none', 'tokens', { format: 'csv' }, 404],
])('%s is refused in a sentence', async (_, what, query, status) => {
  const answer = await ask(what, query);
  expect(answer.status).toBe(status);
  expect(((await answer.json()) as { message: string }).message).toMatch(/\.$/);
});

test('whoever stops reading ends the export, and the next one is answered', async () => {
  const controller = new AbortController();
  const answer = await fetch(`${door.origin}/export/users?tenant=${key}&format=json`, {
    headers: { cookie },
    signal: controller.signal,
  });
  await answer.body?.getReader().read();
  controller.abort();
  expect((await ask('users', { format: 'json', search: 'person 7' })).status).toBe(200);
});
