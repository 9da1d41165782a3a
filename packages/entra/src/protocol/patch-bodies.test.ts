import { expect, test } from 'vitest';
import {
  addMembersPatch,
  attributesPatch,
  interleavedMembersPatch,
  managerPatch,
  managerRemovalPatch,
  removeMembersPatch,
} from './patch-bodies.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const replaced = (target: string, value: string | boolean) => ({ target, value, hadValue: true });
const added = (target: string, value: string | boolean) => ({ target, value, hadValue: false });

test('the default dialect writes one capitalised operation per attribute, booleans as text', () => {
  const changes = [replaced('displayName', 'Kai'), added('title', 'Engineer'), replaced('active', false)];
  expect(attributesPatch('default', changes, 0)).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [
      { op: 'Replace', path: 'displayName', value: 'Kai' },
      { op: 'Add', path: 'title', value: 'Engineer' },
      { op: 'Replace', path: 'active', value: 'False' },
    ],
  });
});

test('the flagged dialect keeps filtered paths apart and merges everything else without a path', () => {
  const changes = [
    replaced('displayName', 'Kai'),
    replaced('emails[type eq "work"].value', 'kai@acme.example'),
    replaced('name.givenName', 'Kai'),
    replaced(`${enterprise}:employeeNumber`, '70211'),
    added('title', 'Engineer'),
  ];
  expect(attributesPatch('aadOptscim062020', changes, 0).Operations).toEqual([
    { op: 'replace', path: 'emails[type eq "work"].value', value: 'kai@acme.example' },
    {
      op: 'replace',
      value: { displayName: 'Kai', 'name.givenName': 'Kai', [`${enterprise}:employeeNumber`]: '70211' },
    },
    { op: 'add', value: { title: 'Engineer' } },
  ]);
});

test('the flagged dialect disables with a path and a real boolean', () => {
  for (const variant of [0, 1]) {
    const { Operations } = attributesPatch('aadOptscim062020', [replaced('active', false)], variant);
    expect(Operations).toEqual([{ op: 'replace', path: 'active', value: false }]);
  }
});

test('a single change of the flagged dialect comes with and without a path', () => {
  const shapes = [0, 1].map(
    (variant) => attributesPatch('aadOptscim062020', [replaced('userName', 'kai')], variant).Operations,
  );
  expect(shapes).toEqual([
    [{ op: 'replace', path: 'userName', value: 'kai' }],
    [{ op: 'replace', value: { userName: 'kai' } }],
  ]);
});

test('the key order of the message varies', () => {
  const orders = [0, 2].map((variant) => Object.keys(attributesPatch('default', [], variant)));
  expect(orders).toEqual([
    ['schemas', 'Operations'],
    ['Operations', 'schemas'],
  ]);
});

test('the manager is a bare id under the enterprise URN', () => {
  expect(managerPatch('default', 'm1', false, 0).Operations).toEqual([
    { op: 'Add', path: `${enterprise}:manager`, value: 'm1' },
  ]);
  expect(managerPatch('aadOptscim062020', 'm1', true, 1).Operations).toEqual([
    { op: 'replace', value: { [`${enterprise}:manager`]: 'm1' } },
  ]);
});

test('the manager is removed by an empty value, or by a filtered path in the flagged dialect', () => {
  expect(managerRemovalPatch('default', 'm1', 0).Operations).toEqual([
    { op: 'Replace', path: `${enterprise}:manager`, value: '' },
  ]);
  expect(managerRemovalPatch('aadOptscim062020', 'm1', 0).Operations).toEqual([
    { op: 'remove', path: `${enterprise}:manager[value eq "m1"]` },
  ]);
});

test('members are added as an array, with and without a null $ref', () => {
  expect(addMembersPatch('default', ['a'], 0).Operations).toEqual([
    { op: 'Add', path: 'members', value: [{ $ref: null, value: 'a' }] },
  ]);
  expect(addMembersPatch('aadOptscim062020', ['a', 'b'], 1).Operations).toEqual([
    { op: 'add', path: 'members', value: [{ value: 'a' }, { value: 'b' }] },
  ]);
});

test('members are removed by value in the default dialect and by filtered path in the flagged one', () => {
  expect(removeMembersPatch('default', ['a'], 1).Operations).toEqual([
    { op: 'Remove', path: 'members', value: [{ value: 'a' }] },
  ]);
  expect(removeMembersPatch('aadOptscim062020', ['a', 'b'], 1).Operations).toEqual([
    { op: 'remove', path: 'members[value eq "a"]' },
    { op: 'remove', path: 'members[value eq "b"]' },
  ]);
});

test('interleaved operations end with the outcome that counts', () => {
  const last = (outcome: 'present' | 'absent') =>
    interleavedMembersPatch('default', outcome, ['a'], 1).Operations.at(-1)?.op;
  expect([last('present'), last('absent')]).toEqual(['Add', 'Remove']);
});
