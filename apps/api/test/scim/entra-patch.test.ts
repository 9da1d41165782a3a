import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

const enterprise = urns.enterprise;
const acme = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';

const newUser = (more: object = {}) => tenant.createUser(`user.${++count}@example.com`, more);

/** The user after these operations, as read back and not as answered. */
async function patched(before: { id: string }, ...operations: readonly unknown[]) {
  const answer = await tenant.patch(`/Users/${before.id}`, operations);
  expect(answer.status).toBe(200);
  const read = (await tenant.get(`/Users/${before.id}`)).body;
  expect(answer.body).toEqual(read);
  return read;
}

describe('single-valued attributes, one operation each', () => {
  test('Add and Replace set the value, whether there was one or none', async () => {
    const user = await newUser({ displayName: 'Kai', name: { familyName: 'Lund', givenName: 'Kai' } });
    const after = await patched(
      user,
      { op: 'Replace', path: 'userName', value: 'kai.lund2@example.com' },
      { op: 'Add', path: 'displayName', value: 'Kai L. Lund' },
      { op: 'Replace', path: 'name.familyName', value: 'Lund-Berg' },
      { op: 'Add', path: 'title', value: 'Senior Field Engineer' },
      { op: 'Replace', path: 'nickName', value: 'Kai' },
      { op: 'add', path: 'externalId', value: 'kai.lund' },
      { op: 'replace', path: `${urns.user}:userType`, value: 'Employee' },
    );
    expect(after).toMatchObject({
      userName: 'kai.lund2@example.com',
      displayName: 'Kai L. Lund',
      name: { familyName: 'Lund-Berg', givenName: 'Kai' },
      title: 'Senior Field Engineer',
      nickName: 'Kai',
      externalId: 'kai.lund',
      userType: 'Employee',
    });
  });

  test('Operations may come before schemas, and schemas not at all', async () => {
    const { id } = await newUser();
    const operations = [{ op: 'Replace', path: 'title', value: 'Engineer' }];
    for (const body of [{ Operations: operations, schemas: [urns.patchOp] }, { operations }]) {
      expect((await tenant.send('PATCH', `/Users/${id}`, body)).body.title).toBe('Engineer');
    }
  });

  test('a plain value wrapped in an array of one is that value', async () => {
    const user = await newUser();
    const after = await patched(
      user,
      { op: 'Replace', path: 'displayName', value: [{ value: 'Kai Lund' }] },
      { op: 'Replace', path: 'title', value: ['Engineer'] },
    );
    expect([after.displayName, after.title]).toEqual(['Kai Lund', 'Engineer']);
  });

  test('empty text, and Remove with or without a value, unassign an optional attribute', async () => {
    const user = await newUser({ title: 'Engineer', nickName: 'Kai', displayName: 'Kai Lund' });
    const after = await patched(
      user,
      { op: 'Replace', path: 'title', value: '' },
      { op: 'Remove', path: 'nickName' },
      { op: 'Remove', path: 'displayName', value: 'Kai Lund' },
    );
    expect([after.title, after.nickName, after.displayName]).toEqual([undefined, undefined, undefined]);
  });

  test('an attribute that no schema has is passed over, and the others are set', async () => {
    const user = await newUser();
    const after = await patched(
      user,
      { op: 'Add', path: 'favouriteColour', value: 'green' },
      { op: 'Add', path: 'title', value: 'Engineer' },
      { op: 'Add', value: { favouriteColour: 'green', nickName: 'Kai' } },
    );
    expect([after.title, after.nickName, after.favouriteColour]).toEqual(['Engineer', 'Kai', undefined]);
  });

  test('an empty list of operations succeeds and changes nothing', async () => {
    const user = await newUser();
    expect((await patched(user)).meta).toEqual(user.meta);
  });
});

describe('multi-valued attributes by their type', () => {
  test('emails[type eq "work"].value makes the work e-mail where there is none', async () => {
    for (const op of ['Add', 'Replace']) {
      const after = await patched(await newUser(), {
        op,
        path: 'emails[type eq "work"].value',
        value: 'kai@example.com',
      });
      expect(after.emails).toEqual([{ type: 'work', value: 'kai@example.com' }]);
      const found = await tenant.get('/Users?filter=emails[type+eq+"work"].value+eq+"KAI@example.com"');
      expect(found.body.Resources.map((user: { id: string }) => user.id)).toContain(after.id);
    }
  });

  test('one that is there is changed in its place, and the others stay', async () => {
    const user = await newUser({
      emails: [
        { type: 'work', value: 'old@example.com', primary: true },
        { type: 'home', value: 'home@example.com' },
      ],
      phoneNumbers: [{ type: 'work', value: '+45 87654321' }],
    });
    const after = await patched(
      user,
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'new@example.com' },
      { op: 'Add', path: 'phoneNumbers[type eq "mobile"].Value', value: '+45 20304051' },
    );
    expect(after.emails).toEqual([
      { type: 'work', value: 'new@example.com', primary: true },
      { type: 'home', value: 'home@example.com' },
    ]);
    expect(after.phoneNumbers).toEqual([
      { type: 'work', value: '+45 87654321' },
      { type: 'mobile', value: '+45 20304051' },
    ]);
  });

  test('several operations build one new address, and "True" is true', async () => {
    const after = await patched(
      await newUser(),
      { op: 'Add', path: 'addresses[type eq "work"].streetAddress', value: 'Havnegade 4' },
      { op: 'Add', path: 'addresses[type eq "work"].locality', value: 'Aarhus' },
      { op: 'Add', path: 'addresses[type eq "work"].primary', value: 'True' },
    );
    expect(after.addresses).toEqual([
      { type: 'work', streetAddress: 'Havnegade 4', locality: 'Aarhus', primary: true },
    ]);
  });

  test('roles[primary eq "True"] names the primary role, and makes it where there is none', async () => {
    const one = await newUser({ roles: [{ primary: 'True', value: 'reader', display: 'Reader' }] });
    expect(one.roles).toEqual([{ primary: true, value: 'reader', display: 'Reader' }]);
    const change = { op: 'Replace', path: 'roles[primary eq "True"].value', value: 'auditor' };
    expect((await patched(one, change)).roles).toEqual([
      { primary: true, value: 'auditor', display: 'Reader' },
    ]);
    expect((await patched(await newUser(), change)).roles).toEqual([{ primary: true, value: 'auditor' }]);
  });

  test('§3.5.2 a new primary e-mail is the only one', async () => {
    const user = await newUser({ emails: [{ type: 'work', value: 'a@example.com', primary: true }] });
    const value = [{ type: 'home', value: 'b@example.com', primary: 'true' }];
    const after = await patched(user, { op: 'add', path: 'emails', value });
    expect(after.emails.map((email: { primary?: boolean }) => email.primary === true)).toEqual([false, true]);
  });

  test('§3.5.2.2 removing the last e-mail unassigns the attribute', async () => {
    const user = await newUser({ emails: [{ type: 'work', value: 'a@example.com' }] });
    expect((await patched(user, { op: 'remove', path: 'emails[type eq "work"]' })).emails).toBeUndefined();
  });
});

describe('extensions', () => {
  test('an attribute behind its URN is set, and its extension appears in schemas', async () => {
    const user = await newUser();
    expect(user.schemas).toEqual([urns.user]);
    const after = await patched(
      user,
      { op: 'Replace', path: `${enterprise}:department`, value: 'Support' },
      { op: 'Add', path: `${enterprise.toLowerCase()}:employeeNumber`, value: '70212' },
      { op: 'Add', path: `${acme}:badge`, value: 'B-9001' },
    );
    expect(after[enterprise]).toEqual({ department: 'Support', employeeNumber: '70212' });
    expect(after[acme]).toEqual({ badge: 'B-9001' });
    expect([...after.schemas].sort()).toEqual([urns.user, enterprise, acme].sort());
  });

  test('an extension is kept on POST whether or not schemas lists it', async () => {
    const user = await newUser({ schemas: [urns.user, enterprise], [acme]: { badge: 'B-4471' } });
    expect(user[acme]).toEqual({ badge: 'B-4471' });
    expect(user.schemas).toEqual([urns.user, acme]);
  });

  test('an old URI, nulls, empty arrays and a misspelt URN do not make a POST fail', async () => {
    const user = await newUser({
      schemas: [urns.user, enterprise, 'urn:ietf:params:scim:schemas:extension:enterprise:2.0User'],
      addresses: null,
      roles: [],
      department: null,
      manager: null,
      shoeSize: 44,
      meta: { resourceType: 'User' },
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0User': { department: 'Support' },
    });
    expect(user[enterprise]).toEqual({ department: 'Support' });
    expect([user.addresses, user.roles, user.shoeSize]).toEqual([undefined, undefined, undefined]);
  });
});

describe('the flag aadOptscim062020', () => {
  test('one operation without a path sets dotted, URN-qualified and plain names', async () => {
    const user = await newUser({ emails: [{ type: 'work', value: 'old@example.com' }] });
    const after = await patched(
      user,
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'kl@example.com' },
      {
        op: 'replace',
        value: {
          displayName: 'Kai Lund',
          'name.givenName': 'Kai',
          'name.familyName': 'Lund',
          [`${enterprise}:employeeNumber`]: '70211',
          [enterprise]: { department: 'Support' },
        },
      },
      {
        op: 'Add',
        value: { title: 'Engineer', active: 'True', 'phoneNumbers[type eq "mobile"].value': '+45 1' },
      },
    );
    expect(after).toMatchObject({
      displayName: 'Kai Lund',
      name: { givenName: 'Kai', familyName: 'Lund' },
      title: 'Engineer',
      active: true,
      emails: [{ type: 'work', value: 'kl@example.com' }],
      phoneNumbers: [{ type: 'mobile', value: '+45 1' }],
      [enterprise]: { employeeNumber: '70211', department: 'Support' },
    });
    expect(Object.keys(after).filter((key) => key.includes('.') && !key.startsWith('urn:'))).toEqual([]);
  });

  test('a userName alone comes without a path', async () => {
    const after = await patched(await newUser(), {
      op: 'replace',
      value: { userName: 'renamed@example.com' },
    });
    expect(after.userName).toBe('renamed@example.com');
  });
});
