import { expect } from 'vitest';
import { test } from '../../test/in-organisation.ts';
import type { Scope } from '../scope.ts';
import { listRoles } from './list-roles.ts';
import { listServices } from './list-services.ts';
import { savePolicy } from './save-policy.ts';
import { saveRole } from './save-role.ts';
import { saveService } from './save-service.ts';

const confirm = { losing: 0 };
const names = ({ items }: { items: readonly { name: string }[] }) => items.map(({ name }) => name);

async function role(scope: Scope, name: string): Promise<string> {
  const saved = await saveRole(scope, { name }, { confirm });
  return saved.applied ? saved.result.id : '';
}

async function service(scope: Scope, name: string): Promise<string> {
  const saved = await saveService(scope, { name, address: 'https://service.example/' }, { confirm });
  return saved.applied ? saved.result.id : '';
}

test('a search finds a role that no first page shows, its own name before longer ones', async ({ scope }) => {
  for (let number = 1; number <= 26; number++) await role(scope, `Deputy rigger ${number}`);
  await role(scope, 'Rigger');
  expect(names(await listRoles(scope, { page: 1 }))).not.toContain('Rigger');
  const found = await listRoles(scope, { search: 'rigg', page: 1 });
  expect({ total: found.total, first: names(found)[0] }).toEqual({ total: 27, first: 'Rigger' });
});

test('what is left to add to a policy is neither in it nor of another organisation', async ({
  scope,
  other,
}) => {
  const parts = {
    addRoles: [await role(scope, 'CRM user')],
    setServices: [{ id: await service(scope, 'CRM'), level: 'use' as const }],
  };
  const policy = await savePolicy(scope, { name: 'Customer data', ...parts }, { confirm });
  await role(scope, 'Auditor');
  await service(scope, 'Wiki');
  await role(other, 'Stranger');

  const left = { notInPolicy: policy.applied ? policy.result.id : '', page: 1 };
  expect(names(await listRoles(scope, left))).toEqual(['Auditor']);
  expect(names(await listServices(scope, left))).toEqual(['Wiki']);
  expect(names(await listRoles(other, left))).toEqual(['Stranger']);
});
