import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startScim, type Api, type Tenant } from '../start-scim.ts';
import { urns } from '../scim-client.ts';

// The tests of Microsoft's web validator, scimvalidator.microsoft.com, in its order and with its bodies' shapes.

let api: Api;
let tenant: Tenant;
let count = 0;
beforeAll(async () => {
  api = await startScim();
  tenant = await api.makeTenant();
});
afterAll(() => api[Symbol.asyncDispose]());

const manager = `${urns.enterprise}:manager`;

/** The body of its user tests: random words where others validate, "True" for a boolean, schemas at the end. */
const userBody = () => ({
  userName: `validator.${++count}@example.com`,
  active: true,
  displayName: 'Wxqzrtplkmn',
  title: 'Bvcxzlkjhgf',
  emails: [{ type: 'work', value: `validator.${count}@example.com`, primary: true }],
  preferredLanguage: 'qs-GH',
  name: {
    givenName: 'Ada',
    familyName: 'Holm',
    formatted: 'Ada M. Holm',
    middleName: 'M.',
    honorificPrefix: 'Dr.',
    honorificSuffix: 'III',
  },
  addresses: [
    {
      type: 'work',
      formatted: 'Abc 1',
      streetAddress: 'Abc 1',
      locality: 'Def',
      region: 'Ghi',
      postalCode: '8000',
      primary: true,
      country: 'Jkl',
    },
  ],
  phoneNumbers: [
    { type: 'work', value: '50-5505-5505', primary: true },
    { type: 'mobile', value: '50-5505-5506' },
    { type: 'fax', value: '50-5505-5507' },
  ],
  [urns.enterprise]: {
    employeeNumber: 'E1',
    department: 'D1',
    costCenter: 'C1',
    organization: 'O1',
    division: 'V1',
    manager: { value: 'RTYUIOPASDFG' },
  },
  roles: [{ primary: 'True', display: 'Reader', value: 'reader', type: 'app' }],
  userType: 'Employee',
  nickName: 'Addie',
  locale: 'ZXCVBNMASDFG',
  timezone: 'Africa/Nairobi',
  profileUrl: 'QWERTYUIOPAS',
  schemas: [urns.user, urns.enterprise],
});

const asStored = (body: object) => ({
  ...body,
  roles: [{ primary: true, display: 'Reader', value: 'reader', type: 'app' }],
  schemas: expect.arrayContaining([urns.user, urns.enterprise]) as unknown,
});

const newUser = async () => (await tenant.post('/Users', userBody())).body;
const newGroup = async () => {
  const displayName = `Validator Group ${++count}`;
  return (await tenant.post('/Groups', { displayName, externalId: `g${count}`, schemas: [urns.group] })).body;
};
const find = (type: string, attribute: string, value: string) =>
  tenant.get(`/${type}?filter=${attribute}+eq+"${encodeURIComponent(value)}"`);
const readUser = async (id: string) => (await tenant.get(`/Users/${id}`)).body;

describe('users', () => {
  test('1 Create a new User: every attribute sent is in the resource found', async () => {
    const body = userBody();
    const { status } = await tenant.post('/Users', body);
    expect(status).toBe(201);
    const { body: found } = await find('Users', 'userName', body.userName);
    expect(found.Resources).toEqual([expect.objectContaining(asStored(body))]);
  });

  test('2 Create a duplicate User is 409', async () => {
    const body = userBody();
    expect((await tenant.post('/Users', body)).status).toBe(201);
    expect((await tenant.post('/Users', body)).status).toBe(409);
  });

  test('3-5 Filter for an existing user, in another case of letters, and for nobody', async () => {
    const user = await newUser();
    for (const name of [user.userName, user.userName.toUpperCase()]) {
      const { body } = await find('Users', 'userName', name);
      expect(body).toMatchObject({ schemas: [urns.list], totalResults: 1, Resources: [user] });
    }
    const { status, body } = await find('Users', 'userName', `nonexistent${user.userName}`);
    expect([status, body.totalResults, body.schemas]).toEqual([200, 0, [urns.list]]);
  });

  const newValues: Record<string, unknown> = {
    active: true,
    displayName: 'new displayName',
    title: 'new title',
    'emails[type eq "work"].value': 'new@example.com',
    'emails[type eq "work"].primary': true,
    preferredLanguage: 'ro-RO',
    'name.givenName': 'new given',
    'name.familyName': 'new family',
    'name.formatted': 'new formatted',
    'name.middleName': 'new middle',
    'name.honorificPrefix': 'new prefix',
    'name.honorificSuffix': 'new suffix',
    'addresses[type eq "work"].formatted': 'new formatted',
    'addresses[type eq "work"].streetAddress': 'new street',
    'addresses[type eq "work"].locality': 'new locality',
    'addresses[type eq "work"].region': 'new region',
    'addresses[type eq "work"].postalCode': 'new code',
    'addresses[type eq "work"].primary': true,
    'addresses[type eq "work"].country': 'new country',
    'phoneNumbers[type eq "work"].value': '1',
    'phoneNumbers[type eq "work"].primary': true,
    'phoneNumbers[type eq "mobile"].value': '2',
    'phoneNumbers[type eq "fax"].value': '3',
    [`${urns.enterprise}:employeeNumber`]: 'E2',
    [`${urns.enterprise}:department`]: 'D2',
    [`${urns.enterprise}:costCenter`]: 'C2',
    [`${urns.enterprise}:organization`]: 'O2',
    [`${urns.enterprise}:division`]: 'V2',
    'roles[primary eq "True"].display': 'new display',
    'roles[primary eq "True"].value': 'new role',
    'roles[primary eq "True"].type': 'new type',
    userType: 'new userType',
    nickName: 'new nickName',
    locale: 'new locale',
    timezone: 'new timezone',
    profileUrl: 'new profileUrl',
  };
  const expected = {
    active: true,
    displayName: 'new displayName',
    emails: [{ type: 'work', value: 'new@example.com', primary: true }],
    name: { givenName: 'new given', honorificSuffix: 'new suffix', middleName: 'new middle' },
    addresses: [{ type: 'work', locality: 'new locality', country: 'new country', primary: true }],
    phoneNumbers: [
      { type: 'work', value: '1', primary: true },
      { type: 'mobile', value: '2' },
      { type: 'fax', value: '3' },
    ],
    [urns.enterprise]: { employeeNumber: 'E2', department: 'D2', division: 'V2' },
    roles: [{ primary: true, display: 'new display', value: 'new role', type: 'new type' }],
    locale: 'new locale',
    profileUrl: 'new profileUrl',
  };

  test.each([
    ['6 Replace Attributes Verbose on a full user', 'replace', newUser],
    [
      '6b Add Attributes Verbose on a user with a name only',
      'add',
      () => tenant.createUser(`v.${++count}@example.com`),
    ],
  ])('%s sets them all', async (_name, op, make) => {
    const { id } = await make();
    const operations = Object.entries(newValues).map(([path, value]) => ({ op, path, value }));
    expect((await tenant.patch(`/Users/${id}`, operations)).status).toBe(200);
    expect(await readUser(id)).toMatchObject(expected);
  });

  test('7 Update User userName, without a path', async () => {
    const { id } = await newUser();
    await tenant.patch(`/Users/${id}`, [{ op: 'replace', value: { userName: `n.${count}@example.com` } }]);
    expect((await readUser(id)).userName).toBe(`n.${count}@example.com`);
  });

  test('8 Disable User: the user is still there, not active', async () => {
    const { id, userName } = await newUser();
    await tenant.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: false }]);
    expect((await find('Users', 'userName', userName)).body.Resources).toMatchObject([{ id, active: false }]);
  });

  test('9-11 Add, Replace and Remove Manager, by object and by bare id', async () => {
    const [user, first, second] = [await newUser(), await newUser(), await newUser()];
    const managerOf = async () => (await readUser(user.id))[urns.enterprise].manager?.value;
    const set = (op: string, value: unknown) =>
      tenant.patch(`/Users/${user.id}`, [{ op, path: manager, value }]);
    await set('add', { value: first.id });
    expect(await managerOf()).toBe(first.id);
    await set('replace', second.id);
    expect(await managerOf()).toBe(second.id);
    expect((await set('replace', { value: '' })).status).toBe(200);
    expect(await managerOf()).toBeUndefined();
  });

  test('12, P3, P4 Delete a User: 204, then 404 to GET and to DELETE; nobody is 404', async () => {
    const { id } = await newUser();
    expect((await tenant.delete(`/Users/${id}`)).status).toBe(204);
    expect((await tenant.get(`/Users/${id}`)).status).toBe(404);
    expect((await tenant.delete(`/Users/${id}`)).status).toBe(404);
    expect((await tenant.delete('/Users/4b0f6c1e-1f52-4f0a-9d2e-6e3b8b6a7c10')).status).toBe(404);
  });

  test('P1, P2 operations on several attributes all count, and on one the last wins', async () => {
    const { id } = await newUser();
    const { body } = await tenant.patch(`/Users/${id}`, [
      { op: 'remove', path: 'nickName' },
      { op: 'add', path: 'displayName', value: 'P1' },
      { op: 'replace', path: 'title', value: 'P1' },
      { op: 'remove', path: 'externalId' },
      { op: 'add', path: 'externalId', value: 'first' },
      { op: 'replace', path: 'externalId', value: 'last' },
    ]);
    expect(body).toMatchObject({ displayName: 'P1', title: 'P1', externalId: 'last' });
    expect(body.nickName).toBeUndefined();
  });
});

describe('groups', () => {
  test('13-17 Filter and read groups, without members and in another case of letters', async () => {
    const group = await newGroup();
    await tenant.patch(`/Groups/${group.id}`, [
      { op: 'add', path: 'members', value: [{ value: (await newUser()).id }] },
    ]);
    expect((await tenant.get(`/Groups/${group.id}?excludedAttributes=members`)).body.members).toBeUndefined();
    for (const name of [group.displayName, group.displayName.toLowerCase()]) {
      const { body } = await find('Groups', 'displayName', name);
      expect(body).toMatchObject({ schemas: [urns.list], totalResults: 1, Resources: [{ id: group.id }] });
      expect(body.Resources[0].members).toHaveLength(1);
      const filter = `displayName+eq+"${encodeURIComponent(name)}"`;
      const bare = await tenant.get(`/Groups?excludedAttributes=members&filter=${filter}`);
      expect([bare.body.totalResults, bare.body.Resources[0].members]).toEqual([1, undefined]);
    }
    const { status, body } = await find('Groups', 'displayName', 'nonexistent group');
    expect([status, body.totalResults]).toEqual([200, 0]);
  });

  test('18, 19 Create a new Group is 201, a duplicate 409', async () => {
    const body = { displayName: `Twice ${++count}`, externalId: `t${count}`, schemas: [urns.group] };
    expect((await tenant.post('/Groups', body)).status).toBe(201);
    expect((await tenant.post('/Groups', body)).status).toBe(409);
  });

  test('20, 21 Replace Attributes and Update Group displayName, without a path', async () => {
    const { id } = await newGroup();
    await tenant.patch(`/Groups/${id}`, [{ op: 'replace', value: { externalId: 'x1' } }]);
    await tenant.patch(`/Groups/${id}`, [{ op: 'replace', value: { displayName: `Renamed ${count}` } }]);
    const { body } = await tenant.get(`/Groups/${id}`);
    expect(body).toMatchObject({ externalId: 'x1', displayName: `Renamed ${count}` });
  });

  test('22, 23, P5 Add Member by replace, Remove Member by filter, and both in one PATCH', async () => {
    const { id } = await newGroup();
    const [one, two] = [await newUser(), await newUser()];
    const members = (op: string, ...ids: string[]) => ({
      op,
      path: 'members',
      value: ids.map((value) => ({ value })),
    });
    const remove = { op: 'remove', path: `members[value eq "${one.id}"]` };
    await tenant.patch(`/Groups/${id}`, [members('replace', one.id)]);
    expect(await tenant.membersOf(id)).toEqual([one.id]);
    await tenant.patch(`/Groups/${id}`, [members('replace', one.id, two.id)]);
    await tenant.patch(`/Groups/${id}`, [remove]);
    expect(await tenant.membersOf(id)).toEqual([two.id]);
    await tenant.patch(`/Groups/${id}`, [members('add', one.id), remove]);
    expect(await tenant.membersOf(id)).toEqual([two.id]);
  });

  test('24, P6, P7 Delete a Group: 204, then 404; nobody’s is 404', async () => {
    const { id } = await newGroup();
    expect((await tenant.delete(`/Groups/${id}`)).status).toBe(204);
    expect((await tenant.get(`/Groups/${id}`)).status).toBe(404);
    expect((await tenant.delete(`/Groups/${id}`)).status).toBe(404);
    expect((await tenant.delete('/Groups/4b0f6c1e-1f52-4f0a-9d2e-6e3b8b6a7c10')).status).toBe(404);
  });
});
