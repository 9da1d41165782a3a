import { afterAll, beforeAll, expect, test } from 'vitest';
import { addUser, openDirectory } from '../../test/fill-directory.ts';
import { ledgerOf, newOrganisation, testConnection } from '../../test/test-organisation.ts';
import { addExtension } from '../schemas/add-extension.ts';
import type { Scope } from '../scope.ts';
import { getUser } from './get-user.ts';
import { changeLocalUser, createLocalUser } from './save-local-user.ts';

let connection: Awaited<ReturnType<typeof testConnection>>;
let scope: Scope;
beforeAll(async () => {
  connection = await testConnection();
  scope = await newOrganisation(connection.db);
});
afterAll(() => connection[Symbol.asyncDispose]());

const mina = {
  userName: 'Mina@lantern.example',
  givenName: 'Mina',
  familyName: 'Sørby',
  email: 'mina@lantern.example',
  phone: '+47 555 01 23',
  title: 'Captain',
  department: 'Fleet',
};

test('a local user is there as entered, with access, made by the admin', async () => {
  const { id } = await createLocalUser(scope, mina);
  const user = await getUser(scope, id);
  expect(user).toMatchObject({ origin: 'local', active: true, access: 'granted', displayName: 'Mina Sørby' });
  expect(user).toMatchObject({ title: 'Captain', department: 'Fleet', email: 'mina@lantern.example' });
  const given = user.attributes.find(({ path }) => path === 'name.givenName');
  expect(given).toMatchObject({ value: 'Mina', source: { kind: 'admin', label: 'ada@lantern.example' } });
});

test('a user name that is taken, in any case of letters, is the problem of its field', async () => {
  await createLocalUser(scope, { userName: 'taken@lantern.example' });
  await expect(createLocalUser(scope, { userName: 'TAKEN@lantern.example' })).rejects.toMatchObject({
    code: 'invalidInput',
    fields: { userName: expect.stringContaining('already has this user name') as string },
  });
});

test.each([
  ['no user name', { userName: '' }, 'userName'],
  ['a user name with a line break', { userName: 'a\nb' }, 'userName'],
  ['a title longer than any', { userName: 'long', title: 'x'.repeat(70_000) }, 'title'],
])('%s is the problem of its field', async (_, person, field) => {
  await expect(createLocalUser(scope, person)).rejects.toMatchObject({
    code: 'invalidInput',
    fields: { [field]: expect.any(String) as string },
  });
});

test('a change is stored with what changed; what the form does not show stays; nothing new is no change', async () => {
  const { id } = await createLocalUser(scope, { ...mina, userName: 'change@lantern.example' });
  const changed = { ...mina, userName: 'change@lantern.example', title: 'Admiral', phone: '' };
  await changeLocalUser(scope, id, changed);
  await changeLocalUser(scope, id, changed);
  const user = await getUser(scope, id);
  expect(user).toMatchObject({ title: 'Admiral', department: 'Fleet', version: 2 });
  expect(user.attributes.map(({ path }) => path)).not.toContain('phoneNumbers[type eq "work"].value');
  const updates = (await ledgerOf(scope)).filter(
    (line) => line.resource_id === id && line.operation === 'update',
  );
  expect(updates).toHaveLength(1);
  expect(updates[0]?.paths).toContainEqual({ path: 'title', before: 'Captain', after: 'Admiral' });
});

test('whom SCIM brought is not changed here, and the sentence says where', async () => {
  const other = await newOrganisation(connection.db);
  const id = await addUser(await openDirectory(other), { userName: 'provisioned@lantern.example' });
  const change = changeLocalUser(other, id, { userName: 'mine@lantern.example' });
  await expect(change).rejects.toMatchObject({
    code: 'notLocal',
    message: expect.stringContaining('identity provider') as string,
  });
});

test('an extension that every user must have is asked for here too', async () => {
  const other = await newOrganisation(connection.db);
  const definition = {
    id: 'urn:lantern:badge',
    name: 'Badge',
    attributes: [{ name: 'number', required: true }],
  };
  await addExtension(other, { type: 'User', required: true, definition });
  await expect(createLocalUser(other, { userName: 'bare' })).rejects.toMatchObject({ code: 'invalidInput' });
});

test('another organisation’s local user is not found', async () => {
  const { id } = await createLocalUser(scope, { userName: 'ours@lantern.example' });
  const other = await newOrganisation(connection.db);
  await expect(changeLocalUser(other, id, mina)).rejects.toMatchObject({ code: 'notFound' });
});
