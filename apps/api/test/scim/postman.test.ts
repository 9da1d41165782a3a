import { afterAll, beforeAll, expect, test } from 'vitest';
import { startScim, type Api, type Tenant } from '../start-scim.ts';
import { urns } from '../scim-client.ts';

// What Microsoft's Postman collection (SCIMReferenceCode) sends beyond what the engine sends. Customers run it.

let api: Api;
let tenant: Tenant;
let user: { id: string; userName: string };
beforeAll(async () => {
  api = await startScim();
  tenant = await api.makeTenant();
  const { status, body } = await postman('POST', '/Users', {
    UserName: 'UserName123',
    Active: 'True',
    DisplayName: 'BobIsAmazing',
    schemas: [urns.user, urns.enterprise],
    externalId: '22fbc523-6032-4c5f-939d-5d4850cf3e52',
    name: { formatted: 'Adrian King', FamilyName: 'King', givenName: 'Adrian' },
    emails: [
      { Primary: true, type: 'work', value: 'testing@bob.example' },
      { Primary: false, type: 'work', value: 'testinghome@bob.example' },
    ],
    [urns.enterprise]: { Department: 'bob', Manager: { Value: 'SuzzyQ' } },
  });
  expect(status).toBe(201);
  user = body;
});
afterAll(() => api[Symbol.asyncDispose]());

const postman = (method: string, path: string, body?: unknown) =>
  tenant.send(method, path, body, body === undefined ? {} : { 'Content-Type': 'application/json' });

test('names in capitals are the attributes they name, and "True" is answered as true', () => {
  expect(user).toMatchObject({
    userName: 'UserName123',
    active: true,
    displayName: 'BobIsAmazing',
    name: { formatted: 'Adrian King', familyName: 'King', givenName: 'Adrian' },
    emails: [
      { primary: true, type: 'work', value: 'testing@bob.example' },
      { primary: false, type: 'work', value: 'testinghome@bob.example' },
    ],
    [urns.enterprise]: { department: 'bob', manager: { value: 'SuzzyQ' } },
  });
});

test.each([
  ['/Users/?filter=DisplayName+eq+%22BobIsAmazing%22', 1],
  ['/Users?filter=userName+eq+UserName123', 1],
  ['/Users?filter=userName+co+"user"+and+(title+pr+or+externalId+sw+"22fb")', 1],
  ['/Users?filter=meta.Created+gt+"2019-10-01T00:00:00.0000000Z"', 1],
  ['/Users?filter=meta.Created+gt+2019-10-01T00:00:00Z', 1],
  ['/Users?filter=emails[type+eq+"work"+and+value+co+"bob.example"]', 1],
  ['/Users?startIndex=1&count=1', 1],
])('GET %s answers', async (path, total) => {
  const { status, body } = await postman('GET', path);
  expect([status, body.totalResults]).toEqual([200, total]);
});

test('attributes may be named with a value filter', async () => {
  const shown = async (names: string) =>
    Object.keys((await postman('GET', `/Users/${user.id}?attributes=${names}`)).body);
  expect(await shown('userName,emails')).toEqual(expect.arrayContaining(['userName', 'emails', 'id']));
  expect(await shown('emails[type%20eq%20%22work%22]')).toContain('emails');
  expect(await shown('emails[value%20eq%20%22x,y%22],userName')).toEqual(
    expect.arrayContaining(['emails', 'userName']),
  );
});

test('PUT with a misspelt attribute drops it and sets the rest', async () => {
  const body = { userName: 'UserName123', Active: true, nmae: { x: 1 }, NickName: 'Bob' };
  const answer = await postman('PUT', `/Users/${user.id}`, body);
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ nickName: 'Bob', active: true });
  expect(answer.body.nmae).toBeUndefined();
});

test('a user without userName, broken JSON and a duplicate are refused with a detail', async () => {
  const answers = [
    await postman('POST', '/Users', { displayName: 'nobody' }),
    await postman('POST', '/Users', '{ "userName": "x", }'),
    await postman('POST', '/Users', { userName: 'username123' }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 409]);
  for (const { body } of answers) expect(body.detail).toMatch(/\.$/);
});

test('a group PATCH with an id, a name in the operation and members of every form is carried out', async () => {
  const { id } = (
    await postman('POST', '/Groups', { displayName: 'Group1', members: [{ value: user.id, display: 'Bob' }] })
  ).body;
  const change = async (operation: object) => {
    const { status } = await postman('PATCH', `/Groups/${id}`, {
      id,
      schemas: [urns.patchOp],
      Operations: [{ name: 'x', ...operation }],
    });
    expect(status).toBe(204);
    return tenant.membersOf(id);
  };
  expect(await tenant.membersOf(id)).toEqual([user.id]);
  expect(await change({ op: 'remove', path: 'members' })).toEqual([]);
  expect(await change({ op: 'add', path: 'members', value: user.id })).toEqual([user.id]);
  expect(
    await change({ op: 'add', path: 'members', value: [{ value: 'string id 1', displayName: 'x' }] }),
  ).toEqual([user.id]);
  expect(await change({ op: 'Replace', path: 'displayName', value: 'Group2' })).toEqual([user.id]);
});

test('every attribute set to empty text or null is unassigned, and the rest stays', async () => {
  const made = await tenant.createUser('empty@example.com', {
    title: 'Engineer',
    nickName: 'N',
    name: { givenName: 'Ada', familyName: 'Holm' },
    emails: [{ type: 'work', value: 'a@example.com' }],
    phoneNumbers: [{ type: 'mobile', value: '1' }],
    [urns.enterprise]: { department: 'D', division: 'V' },
  });
  const paths = [
    'title',
    'nickName',
    'name.givenName',
    'phoneNumbers[type eq "mobile"].value',
    `${urns.enterprise}:department`,
  ];
  const { status, body } = await tenant.patch(
    `/Users/${made.id}`,
    paths.map((path, index) => ({ op: 'replace', path, value: index % 2 ? null : '' })),
  );
  expect(status).toBe(200);
  expect(body).toMatchObject({
    name: { familyName: 'Holm' },
    emails: made.emails,
    [urns.enterprise]: { division: 'V' },
  });
  expect([body.title, body.nickName, body.name.givenName, body[urns.enterprise].department]).toEqual(
    Array(4).fill(undefined),
  );
  expect(JSON.stringify(body)).not.toMatch(/null|"value":"1"/);
});
