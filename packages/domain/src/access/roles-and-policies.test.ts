import { expect } from 'vitest';
import { addGroup, addUser, openDirectory, patch } from '../../test/fill-directory.ts';
import { test } from '../../test/in-organisation.ts';
import { confirm, made, opened, reached } from '../../test/open-service.ts';
import { ledgerOf, newOrganisation } from '../../test/test-organisation.ts';
import { deleteResource } from '../provisioning/delete-resource.ts';
import { groupType, userType } from '../provisioning/resource-type.ts';
import { accessOfGroup } from './access-of-group.ts';
import { accessOfUser } from './access-of-user.ts';
import { assignRole, unassignRole } from './assign-role.ts';
import { deleteService } from './delete-service.ts';
import { getRole } from './get-role.ts';
import { listHoldersOfRole } from './list-holders.ts';
import { savePolicy } from './save-policy.ts';
import { saveRole } from './save-role.ts';
import { saveService } from './save-service.ts';

test('a role given to a group survives its rename over SCIM', async ({ scope }) => {
  const scim = await openDirectory(scope);
  const user = await addUser(scim, { userName: 'mina@lantern.example' });
  const group = await addGroup(scim, 'Sales', [user]);
  const { roleId } = await opened(scope);
  await assignRole(scope, { roleId, groups: [group] }, { confirm });
  await patch(scim, groupType, group, { op: 'replace', path: 'displayName', value: 'Sales and Service' });

  const { services } = await accessOfUser(scope, user);
  expect(services).toMatchObject([
    {
      name: 'CRM',
      level: 'use',
      paths: [{ source: 'group', groups: [{ id: group, name: 'Sales and Service' }] }],
    },
  ]);
  expect((await accessOfGroup(scope, group)).services).toMatchObject([{ name: 'CRM', level: 'use' }]);
});

test('the way is told from the group somebody is in to the one that was given the role', async ({
  scope,
}) => {
  const scim = await openDirectory(scope);
  const user = await addUser(scim, { userName: 'mina@lantern.example' });
  const inner = await addGroup(scim, 'Sales EMEA', [user]);
  const middle = await addGroup(scim, 'Sales', [inner]);
  const outer = await addGroup(scim, 'Everyone', [middle]);
  const { roleId } = await opened(scope);
  await assignRole(scope, { roleId, groups: [outer] }, { confirm });
  const [path] = (await accessOfUser(scope, user)).services[0]?.paths ?? [];
  expect(path).toMatchObject({
    groups: [{ name: 'Sales EMEA' }, { name: 'Sales' }, { name: 'Everyone' }],
    role: { name: 'CRM user' },
    policy: { name: 'Customer data' },
  });
});

test('who has never signed in has access, and who is suspended is told what they would have', async ({
  scope,
}) => {
  const scim = await openDirectory(scope);
  const user = await addUser(scim, { userName: 'mina@lantern.example' });
  const { roleId } = await opened(scope);
  await assignRole(scope, { roleId, users: [user] }, { confirm });
  expect(await listHoldersOfRole(scope, roleId, { page: 1 })).toMatchObject({
    items: [{ id: user, lastSignInAt: null }],
    notGranted: 0,
  });

  await patch(scim, userType, user, { op: 'replace', path: 'active', value: false });
  expect(await accessOfUser(scope, user)).toMatchObject({
    access: 'suspended',
    services: [{ name: 'CRM', level: 'use' }],
  });
  expect(await listHoldersOfRole(scope, roleId, { page: 1 })).toMatchObject({ items: [], notGranted: 1 });
  const { impact } = await unassignRole(scope, { roleId, users: [user] }, {});
  expect(impact).toMatchObject({ gaining: 0, losing: 0, notGranted: 1 });
});

test('roles are given to many at once, and each line of the ledger is about who was given it', async ({
  scope,
}) => {
  const scim = await openDirectory(scope);
  const users: string[] = [];
  for (const name of ['a', 'b', 'c']) users.push(await addUser(scim, { userName: name }));
  const { roleId } = await opened(scope);
  const gone = '0198f6c0-7b1e-7c3a-9d21-0f3ad1f0b7aa';
  const given = await assignRole(scope, { roleId, users: [...users, gone] }, { confirm });
  expect(given).toMatchObject({ applied: true, result: { changed: 3 } });
  const again = await assignRole(scope, { roleId, users }, { confirm });
  expect(again).toMatchObject({ applied: true, result: { changed: 0 } });
  const lines = (await ledgerOf(scope)).filter(({ operation }) => operation === 'assign');
  expect(lines.map((line) => [line.resource_type, line.resource_id]).sort()).toEqual(
    users.map((id) => ['User', id]).sort(),
  );
  expect(lines[0]?.paths).toEqual([
    { path: 'role', before: null, after: { value: roleId, display: 'CRM user' } },
  ]);
  await expect(assignRole(scope, { roleId, users: [gone] }, {})).rejects.toMatchObject({ code: 'notFound' });
});

test('every change of services, roles and policies is in the ledger', async ({ scope }) => {
  const { serviceId, policyId } = await opened(scope);
  await savePolicy(scope, { id: policyId, enabled: false }, { confirm });
  await deleteService(scope, serviceId, { confirm });
  const lines = (await ledgerOf(scope)).map((line) => [
    line.operation,
    line.resource_type,
    line.resource_label,
  ]);
  expect(lines.slice(-5)).toEqual([
    ['create', 'Service', 'CRM'],
    ['create', 'Role', 'CRM user'],
    ['create', 'Policy', 'Customer data'],
    ['update', 'Policy', 'Customer data'],
    ['delete', 'Service', 'CRM'],
  ]);
});

test('names are unique, and addresses are addresses', async ({ scope }) => {
  const { roleId } = await opened(scope);
  await expect(saveRole(scope, { name: 'crm USER' }, { confirm })).rejects.toMatchObject({
    fields: { name: expect.stringMatching(/has this name/) as string },
  });
  await expect(saveRole(scope, { id: roleId, name: ' ' }, { confirm })).rejects.toMatchObject({
    fields: { name: expect.stringMatching(/name of 1 to 120/) as string },
  });
  for (const address of ['crm', 'javascript:alert(1)', 'https://user:secret@crm.example/'])
    await expect(saveService(scope, { name: 'Odd', address }, { confirm })).rejects.toMatchObject({
      fields: { address: expect.anything() as string },
    });
});

test('who is deleted takes their roles along, and so does a group', async ({ scope }) => {
  const scim = await openDirectory(scope);
  const user = await addUser(scim, { userName: 'mina@lantern.example' });
  const group = await addGroup(scim, 'Sales', [user]);
  const { roleId } = await opened(scope);
  await assignRole(scope, { roleId, users: [user], groups: [group] }, { confirm });
  await deleteResource(scim, groupType, group, undefined);
  expect(await getRole(scope, roleId)).toMatchObject({ users: 1, groups: 0 });
  await deleteResource(scim, userType, user, undefined);
  expect(await getRole(scope, roleId)).toMatchObject({ users: 0, groups: 0 });
});

test('nothing of another organisation can be given, opened or seen', async ({ scope }) => {
  const { roleId, serviceId, policyId } = await opened(scope);
  const other = await newOrganisation(scope.db, 'Harbour Foods');
  const scim = await openDirectory(other);
  const stranger = await addUser(scim, { userName: 'jonas@harbour.example' });
  await expect(assignRole(scope, { roleId, users: [stranger] }, { confirm })).rejects.toMatchObject({
    code: 'notFound',
  });
  await expect(getRole(other, roleId)).rejects.toMatchObject({ code: 'notFound' });
  const theirs = await made(
    savePolicy(
      other,
      { name: 'Theirs', addRoles: [roleId], setServices: [{ id: serviceId, level: 'use' }] },
      { confirm },
    ),
  );
  expect(theirs).not.toBe(policyId);
  expect(await reached(other, stranger)).toEqual([]);
});
