import { afterAll, beforeAll, expect, test } from 'vitest';
import { addGroup, addUser, openDirectory, patch } from '../../test/fill-directory.ts';
import { accessOf, ledgerOf, newOrganisation, testConnection } from '../../test/test-organisation.ts';
import { disableProvisioning } from '../provisioning/disable-provisioning.ts';
import { enableProvisioning } from '../provisioning/enable-provisioning.ts';
import { userType } from '../provisioning/resource-type.ts';
import { actOnUsers } from './act-on-users.ts';
import { getGroup } from './get-group.ts';
import { getUser } from './get-user.ts';
import { listUsers } from './list-users.ts';
import { createLocalUser } from './save-local-user.ts';

let connection: Awaited<ReturnType<typeof testConnection>>;
beforeAll(async () => void (connection = await testConnection()));
afterAll(() => connection[Symbol.asyncDispose]());

async function organisation() {
  const scope = await newOrganisation(connection.db);
  return { scope, scim: await openDirectory(scope) };
}

test('a local person is suspended and restored, each with a line in the ledger', async () => {
  const { scope } = await organisation();
  const { id } = await createLocalUser(scope, { userName: 'ana' });
  expect(await actOnUsers(scope, 'suspend', [id])).toEqual({ changed: 1 });
  expect(await getUser(scope, id)).toMatchObject({ active: true, access: 'suspended' });
  expect(await actOnUsers(scope, 'suspend', [id])).toEqual({ changed: 0 });
  expect(await actOnUsers(scope, 'restore', [id])).toEqual({ changed: 1 });
  expect(await accessOf(scope)).toEqual({ ana: 'granted' });
  const lines = (await ledgerOf(scope)).filter(({ resource_id }) => resource_id === id);
  expect(lines.map(({ operation, paths }) => [operation, paths])).toEqual([
    ['create', []],
    ['suspend', [{ path: 'access', before: 'granted', after: 'suspended' }]],
    ['restore', [{ path: 'access', before: 'suspended', after: 'granted' }]],
  ]);
});

test('whom SCIM brought is suspended by SCIM, not here', async () => {
  const { scope, scim } = await organisation();
  const id = await addUser(scim, { userName: 'bo' });
  expect(await actOnUsers(scope, 'suspend', [id])).toEqual({ changed: 0 });
  expect(await accessOf(scope)).toEqual({ bo: 'granted' });
});

test('who is archived has no access and is not in the list, whatever SCIM asks for meanwhile', async () => {
  const { scope, scim } = await organisation();
  const id = await addUser(scim, { userName: 'cem' });
  expect(await actOnUsers(scope, 'archive', [id])).toEqual({ changed: 1 });
  expect((await listUsers(scope, { page: 1 })).total).toBe(0);
  expect((await listUsers(scope, { status: 'archived', page: 1 })).total).toBe(1);
  await patch(scim, userType, id, { op: 'replace', value: { title: 'Captain', active: true } });
  expect(await getUser(scope, id)).toMatchObject({ active: true, access: 'suspended', title: 'Captain' });

  expect(await actOnUsers(scope, 'unarchive', [id])).toEqual({ changed: 1 });
  expect(await getUser(scope, id)).toMatchObject({ access: 'granted', archivedAt: null });
});

test('who became inactive or was suspended meanwhile comes out of the archive without access', async () => {
  const { scope, scim } = await organisation();
  const left = await addUser(scim, { userName: 'left' });
  const { id: kept } = await createLocalUser(scope, { userName: 'kept.out' });
  await actOnUsers(scope, 'suspend', [kept]);
  await actOnUsers(scope, 'archive', [left, kept]);
  await patch(scim, userType, left, { op: 'replace', path: 'active', value: false });
  expect(await actOnUsers(scope, 'unarchive', [left, kept])).toEqual({ changed: 2 });
  expect(await accessOf(scope)).toEqual({ left: 'suspended', 'kept.out': 'suspended' });
});

test('the archive keeps its people out when SCIM is enabled again, and lets nobody in while it is off', async () => {
  const { scope, scim } = await organisation();
  const stays = await addUser(scim, { userName: 'stays' });
  const back = await addUser(scim, { userName: 'back' });
  await actOnUsers(scope, 'archive', [stays, back]);
  await disableProvisioning(scope, 'suspend');
  await actOnUsers(scope, 'unarchive', [back]);
  expect(await accessOf(scope)).toEqual({ stays: 'suspended', back: 'suspended' });
  await enableProvisioning(scope);
  expect(await accessOf(scope)).toEqual({ stays: 'suspended', back: 'granted' });
});

test('who is deleted leaves their groups, and both are in the ledger', async () => {
  const { scope, scim } = await organisation();
  const id = await addUser(scim, { userName: 'gone', displayName: 'Gone Girl' });
  const group = await addGroup(scim, 'Crew', [id]);
  expect(await actOnUsers(scope, 'delete', [id, id])).toEqual({ changed: 1 });
  await expect(getUser(scope, id)).rejects.toMatchObject({ code: 'notFound' });
  expect(await getGroup(scope, group)).toMatchObject({ members: 0 });
  const [line, removal] = (await ledgerOf(scope))
    .filter(({ actor_kind }) => actor_kind === 'admin')
    .slice(-2);
  expect([line?.operation, removal?.operation].sort()).toEqual(['delete', 'removeMember']);
});

test('nobody of another organisation is acted on', async () => {
  const { scope } = await organisation();
  const { id } = await createLocalUser(scope, { userName: 'ours' });
  const other = await newOrganisation(connection.db);
  for (const act of ['suspend', 'archive', 'delete'] as const)
    expect(await actOnUsers(other, act, [id])).toEqual({ changed: 0 });
  expect(await accessOf(scope)).toEqual({ ours: 'granted' });
});
