import { expect } from 'vitest';
import { addUser, openDirectory } from '../../test/fill-directory.ts';
import { test } from '../../test/in-organisation.ts';
import { confirm, role } from '../../test/open-service.ts';
import { addExtension } from '../schemas/add-extension.ts';
import { removeSchema } from '../schemas/remove-schema.ts';
import { accessOfUser } from './access-of-user.ts';
import { getRole } from './get-role.ts';
import { listHoldersOfRole } from './list-holders.ts';
import { previewRule } from './preview-rule.ts';
import { ruleLimits } from './rules.ts';
import { saveRole } from './save-role.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

test('a rule gives a role by core, enterprise and own attributes', async ({ scope }) => {
  const badge = 'urn:lantern:extension:User';
  await addExtension(scope, {
    type: 'User',
    definition: { id: badge, name: 'Badge', attributes: [{ name: 'level', type: 'integer' }] },
  });
  const scim = await openDirectory(scope);
  const mina = await addUser(scim, {
    userName: 'mina@lantern.example',
    title: 'Lead',
    [enterprise]: { department: 'Sales' },
    [badge]: { level: 3 },
  });
  const jonas = await addUser(scim, { userName: 'jonas@lantern.example', title: 'Analyst' });
  for (const rule of [
    'title eq "lead"',
    'department eq "Sales"',
    `${enterprise}:department eq "Sales" and active eq true`,
    `${badge}:level gt 2`,
    'not (title eq "Analyst")',
  ]) {
    const id = await role(scope, rule, rule);
    const { items } = await listHoldersOfRole(scope, id, { page: 1 });
    expect(
      items.map((each) => [each.id, each.paths[0]?.source]),
      rule,
    ).toEqual([[mina, 'rule']]);
  }
  expect(await previewRule(scope, 'title pr')).toMatchObject({ problem: null, granted: 2, all: 2 });
  expect((await accessOfUser(scope, jonas)).idleRoles).toEqual([]);
});

test.for([
  ['department eq', 'character 14'],
  ['department eq "Sales" and titel pr', '"titel" (character 27)'],
  ['(title eq "titel") and (department eq "a" or titel eq "b")', 'character 46'],
  ['groups.value eq "x"', 'give the role to the group itself'],
  ['meta.location pr', 'meta.location'],
  ['password eq "x"', 'cannot be filtered by (character 1)'],
  ['title eq Lead', 'double quotes'],
  [`title eq "${'x'.repeat(ruleLimits.length)}"`, 'at most 1000 characters'],
])('the rule %s is refused, and says where', async ([rule = '', sentence = ''], { scope }) => {
  const saving = saveRole(scope, { name: 'Odd', rule }, { confirm });
  await expect(saving).rejects.toMatchObject({
    code: 'invalidInput',
    fields: { rule: expect.stringContaining(sentence) as string },
  });
  expect(await previewRule(scope, rule)).toMatchObject({
    problem: expect.stringContaining(sentence) as string,
  });
});

test('a rule that can no longer be read matches nobody, and the role says so', async ({ scope }) => {
  const badge = 'urn:lantern:extension:User';
  await addExtension(scope, {
    type: 'User',
    definition: { id: badge, name: 'Badge', attributes: [{ name: 'badgeLevel', type: 'integer' }] },
  });
  const id = await role(scope, 'Badge', 'badgeLevel lt 9 or userName pr');
  const scim = await openDirectory(scope);
  const user = await addUser(scim, { userName: 'mina@lantern.example' });
  expect((await accessOfUser(scope, user)).idleRoles).toHaveLength(1);
  await removeSchema(scope, badge, 10);
  expect((await accessOfUser(scope, user)).idleRoles).toEqual([]);
  expect(await getRole(scope, id)).toMatchObject({
    matched: null,
    ruleProblem: expect.stringContaining('badgeLevel') as string,
  });
});
