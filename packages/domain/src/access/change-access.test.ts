import { expect } from 'vitest';
import { addUser, openDirectory } from '../../test/fill-directory.ts';
import { test } from '../../test/in-organisation.ts';
import { confirm, opened, reached } from '../../test/open-service.ts';
import { ledgerOf } from '../../test/test-organisation.ts';
import { assignRole } from './assign-role.ts';
import { changeAccess } from './change-access.ts';
import { deleteService } from './delete-service.ts';
import { listServices } from './list-services.ts';
import { savePolicy } from './save-policy.ts';

test('a change that is not confirmed leaves no trace', async ({ scope }) => {
  const scim = await openDirectory(scope);
  const user = await addUser(scim, { userName: 'mina@lantern.example' });
  const { roleId } = await opened(scope);
  const before = await ledgerOf(scope);
  const tried = await assignRole(scope, { roleId, users: [user] }, {});
  expect(tried).toMatchObject({
    applied: false,
    impact: { gaining: 1, services: [{ name: 'CRM', gaining: 1 }] },
  });
  expect(await reached(scope, user)).toEqual([]);
  expect(await ledgerOf(scope)).toEqual(before);
});

test('a confirmation that saw fewer people lose something is refused', async ({ scope }) => {
  const scim = await openDirectory(scope);
  const user = await addUser(scim, { userName: 'mina@lantern.example' });
  const { roleId, serviceId } = await opened(scope);
  const seen = await deleteService(scope, serviceId, {});
  expect(seen.impact.losing).toBe(0);
  await assignRole(scope, { roleId, users: [user] }, { confirm });
  await expect(
    deleteService(scope, serviceId, { confirm: { losing: seen.impact.losing } }),
  ).rejects.toMatchObject({
    code: 'accessChanged',
    message: expect.stringContaining('1 person would lose access now, not 0') as string,
  });
  expect((await listServices(scope, { page: 1 })).total).toBe(1);
});

test('where there are too many to compare, they are counted, and the change can be made all the same', async ({
  scope,
}) => {
  const scim = await openDirectory(scope);
  const users: string[] = [];
  for (const name of ['a', 'b', 'c']) users.push(await addUser(scim, { userName: name }));
  const change = (asked: object) =>
    changeAccess(
      scope,
      asked,
      () => Promise.resolve({ people: { users }, make: () => Promise.resolve(7) }),
      2,
    );
  expect(await change({})).toMatchObject({ applied: false, impact: { tooMany: true, compared: 3 } });
  expect(await change({ confirm: { losing: 0 } })).toMatchObject({ applied: true, result: 7 });
});

test('two changes at once take turns, and each says truly what it does', async ({ scope }) => {
  const scim = await openDirectory(scope);
  const user = await addUser(scim, { userName: 'mina@lantern.example' });
  const { roleId, serviceId, policyId } = await opened(scope);
  await savePolicy(scope, { id: policyId, removeServices: [serviceId] }, { confirm });
  const outcomes = await Promise.all([
    assignRole(scope, { roleId, users: [user] }, { confirm }),
    savePolicy(scope, { id: policyId, setServices: [{ id: serviceId, level: 'view' }] }, { confirm }),
  ]);
  expect(outcomes.map(({ impact }) => impact.gaining).sort()).toEqual([0, 1]);
  expect(await reached(scope, user)).toEqual(['CRM view']);
});
