import { afterAll, beforeAll, expect, test } from 'vitest';
import { startScim, type Api, type Tenant } from '../start-scim.ts';
import { urns } from '../scim-client.ts';

let api: Api;
let tenant: Tenant;
let count = 0;
beforeAll(async () => {
  api = await startScim();
  tenant = await api.makeTenant();
});
afterAll(() => api[Symbol.asyncDispose]());

const newUser = (more: object = {}) => tenant.createUser(`user.${++count}@example.com`, more);

const stateOf = async (id: string) => {
  const [row] = await tenant.rows(`select active, access from users where id = '${id}'`);
  return row;
};

test.each([
  ['Replace of "False"', { op: 'Replace', path: 'active', value: 'False' }],
  ['replace of false', { op: 'replace', path: 'active', value: false }],
  ['Replace of a real false', { op: 'Replace', path: 'active', value: false }],
  ['"false" without a path', { op: 'Replace', value: { active: 'false' } }],
  ['false without a path', { op: 'replace', value: { Active: false } }],
])('%s disables, and the effective access follows', async (_form, disable) => {
  const user = await newUser();
  expect(await stateOf(user.id)).toEqual({ active: true, access: 'granted' });
  expect((await tenant.patch(`/Users/${user.id}`, [disable])).body.active).toBe(false);
  expect(await stateOf(user.id)).toEqual({ active: false, access: 'suspended' });
});

test.each([
  ['"True"', { op: 'Add', path: 'active', value: 'True' }],
  ['true', { op: 'replace', path: 'active', value: true }],
])('%s restores on the same id, with the memberships that were', async (_form, restore) => {
  const user = await newUser({ active: false });
  const group = await tenant.createGroup(`Group ${count}`, { members: [{ value: user.id }] });
  expect(await stateOf(user.id)).toEqual({ active: false, access: 'suspended' });
  expect(await tenant.membersOf(group.id)).toEqual([user.id]);

  const { body } = await tenant.patch(`/Users/${user.id}`, [restore]);

  expect([body.id, body.active]).toEqual([user.id, true]);
  expect(body.groups.map(({ value }: { value: string }) => value)).toEqual([group.id]);
  expect(await stateOf(user.id)).toEqual({ active: true, access: 'granted' });
});

test('a disabled user stays visible to every look-up', async () => {
  const user = await newUser({ active: false, externalId: `gone.${count}` });
  for (const address of [
    `/Users/${user.id}`,
    `/Users?filter=userName+eq+"${user.userName}"`,
    `/Users?filter=externalId+eq+"${user.externalId}"`,
    `/Users?filter=active+eq+false+and+id+eq+"${user.id}"`,
    `/Users?filter=active+eq+"False"+and+id+eq+"${user.id}"`,
  ]) {
    const { status, body } = await tenant.get(address);
    expect(status).toBe(200);
    expect((body.Resources?.[0] ?? body).id).toBe(user.id);
  }
});

test('§3.6 a deleted user is 404 to every method, in no list and in no group, and its userName is free', async () => {
  const user = await newUser({ externalId: 'leaver' });
  const group = await tenant.createGroup('Leavers', { members: [{ value: user.id }] });
  expect((await tenant.delete(`/Users/${user.id}`)).status).toBe(204);

  expect((await tenant.get(`/Users/${user.id}`)).status).toBe(404);
  expect((await tenant.delete(`/Users/${user.id}`)).status).toBe(404);
  const disable = [{ op: 'Replace', path: 'active', value: 'False' }];
  expect((await tenant.patch(`/Users/${user.id}`, disable)).status).toBe(404);
  expect((await tenant.put(`/Users/${user.id}`, { userName: user.userName })).status).toBe(404);
  expect((await tenant.get('/Users?filter=externalId+eq+"leaver"')).body.totalResults).toBe(0);
  expect(await tenant.membersOf(group.id)).toEqual([]);
  const again = await tenant.createUser(user.userName);
  expect(again.id).not.toBe(user.id);
});

test.each([
  ['a userName', '/Users', () => ({ userName: `USER.${count}@Example.com` })],
  [
    'a userName of another form of accents',
    '/Users',
    () => ({ userName: `jose\u0301.${count}@example.com` }),
  ],
  ['a group name', '/Groups', () => ({ displayName: `gRoUp OF ${count}` })],
])('§3.3 %s that is taken is 409 uniqueness, and nothing changes', async (_what, endpoint, body) => {
  const user = await newUser();
  await tenant.createUser(`jos\u00e9.${count}@example.com`);
  await tenant.createGroup(`Group of ${count}`);
  const before = await tenant.rows('select id, version from users order by id');
  const answer = await tenant.post(endpoint, body());
  expect(answer.status).toBe(409);
  expect(answer.body).toMatchObject({ schemas: [urns.error], status: '409', scimType: 'uniqueness' });
  expect(await tenant.rows('select id, version from users order by id')).toEqual(before);

  const rename = [{ op: 'Replace', path: 'userName', value: `JOSÉ.${count}@example.com` }];
  const renamed = await tenant.patch(`/Users/${user.id}`, rename);
  expect([renamed.status, renamed.body.scimType]).toEqual([409, 'uniqueness']);
  expect((await tenant.get(`/Users/${user.id}`)).body).toEqual(user);
});

test('a user can be renamed in another case of letters', async () => {
  const user = await newUser();
  const userName = user.userName.toUpperCase();
  const { body } = await tenant.patch(`/Users/${user.id}`, [
    { op: 'Replace', path: 'userName', value: userName },
  ]);
  expect(body.userName).toBe(userName);
});

test.each(['upper', 'lower'] as const)(
  'a userName filter in %s case finds the user as stored',
  async (letters) => {
    const userName = `Mixed.Case.${++count}@Example.com`;
    const user = await tenant.createUser(userName);
    const asked = letters === 'upper' ? userName.toUpperCase() : userName.toLowerCase();
    const { body } = await tenant.get(`/Users?filter=userName+eq+"${encodeURIComponent(asked)}"`);
    expect(body.Resources).toEqual([user]);
    expect(body.Resources[0].userName).toBe(userName);
  },
);

test('externalId compares by its exact letters', async () => {
  await newUser({ externalId: 'Exact-1' });
  expect((await tenant.get('/Users?filter=externalId+eq+"Exact-1"')).body.totalResults).toBe(1);
  expect((await tenant.get('/Users?filter=externalId+eq+"exact-1"')).body.totalResults).toBe(0);
});

const asSent = {
  externalId: ' spaces kept ',
  displayName: 'Åsa Öberg-Nuñez 李小龍 😀 \u202eabc e\u0301',
  title: 'Line one\nLine two\t"quoted" \\ </script>',
  nickName: '\u2028\u2029',
  locale: 'kqjvzxwpldmn',
  profileUrl: 'not a url at all',
  timezone: 'Mars/Olympus',
  preferredLanguage: 'da-DK, en;q=0.5',
  emails: [{ type: 'work', value: 'Kai.LUND+tag@Example.COM', primary: true }],
  phoneNumbers: [
    { type: 'work', value: ' (0045) 8765-4321 ext. 9' },
    { type: 'fax', value: '+4587654322' },
  ],
  addresses: [
    { type: 'work', formatted: 'Havnegade 4\r\n8000 Aarhus', country: 'Denmark', postalCode: '08000' },
  ],
  [urns.enterprise]: { employeeNumber: '007', costCenter: '1e3', division: 'null' },
};

test('values come back as they were sent, byte for byte, from every answer', async () => {
  const made = await newUser(asSent);
  const read = (await tenant.get(`/Users/${made.id}`)).body;
  const [listed] = (await tenant.get(`/Users?filter=id+eq+"${made.id}"`)).body.Resources;
  const replaced = (await tenant.put(`/Users/${made.id}`, { ...made, meta: undefined })).body;
  for (const answer of [made, read, listed, replaced]) expect(answer).toMatchObject(asSent);
  expect(replaced.meta).toEqual(made.meta);
});

test('§3.5.1 PUT sets what is sent and unassigns what is not', async () => {
  const user = await newUser({ title: 'Engineer', displayName: 'Kai', active: false });
  const { status, body } = await tenant.put(`/Users/${user.id}`, { userName: user.userName, nickName: 'K' });
  expect(status).toBe(200);
  expect(body).toMatchObject({ id: user.id, nickName: 'K', active: true });
  expect([body.title, body.displayName]).toEqual([undefined, undefined]);
  expect((await tenant.put(`/Users/${user.id}`, { nickName: 'K' })).body).toMatchObject({
    status: '400',
    scimType: 'invalidValue',
  });
});
