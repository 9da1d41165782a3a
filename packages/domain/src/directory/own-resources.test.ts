import { expect } from 'vitest';
import { openDirectory } from '../../test/fill-directory.ts';
import { test } from '../../test/in-organisation.ts';
import { listHistoryOf } from '../ledger/list-history-of.ts';
import { createResource } from '../provisioning/create-resource.ts';
import { addResourceType } from '../schemas/add-resource-type.ts';
import type { Scope } from '../scope.ts';
import { findInDirectory } from './find-in-directory.ts';
import { getOwnResource } from './get-own-resource.ts';
import { listOwnResources, type OwnResourceQuery } from './list-own-resources.ts';
import { listOwnTypes } from './list-own-types.ts';

const urn = 'urn:lantern:Device';

const device = [
  { name: 'displayName' },
  { name: 'serial', uniqueness: 'server' },
  { name: 'ports', type: 'complex', multiValued: true, subAttributes: [{ name: 'value' }] },
  { name: 'floor', type: 'integer' },
  { name: 'pin', mutability: 'writeOnly', returned: 'never' },
];

/** A type at `/Devices` with these attributes, and what adds a resource of it. */
async function withDevices(scope: Scope, attributes: readonly object[] = device) {
  await addResourceType(scope, {
    name: 'Device',
    endpoint: 'Devices',
    description: 'What is plugged in',
    definition: { id: urn, name: 'Device', attributes },
  });
  const scim = await openDirectory(scope);
  const type = scim.types.find(({ name }) => name === 'Device')!;
  return async (body: object): Promise<string> => {
    const { json } = await createResource(scim, type, { schemas: [urn], ...body });
    return (JSON.parse(json) as { id: string }).id;
  };
}

async function namesOf(scope: Scope, query: Omit<OwnResourceQuery, 'page'> = {}): Promise<string[]> {
  const { items } = await listOwnResources(scope, 'devices', { page: 1, ...query });
  return items.map(({ displayName }) => displayName);
}

test('resources of an own type are listed with what tells them apart', async ({ scope }) => {
  const add = await withDevices(scope);
  await add({ displayName: 'Printer', serial: 'SN-2', floor: 3, pin: '0000', externalId: 'd-2' });
  await add({ displayName: 'Camera', serial: 'SN-1' });
  expect(await listOwnTypes(scope)).toEqual([
    { name: 'Device', endpoint: 'Devices', description: 'What is plugged in', urn },
  ]);
  expect(await listOwnResources(scope, 'devices', { page: 1 })).toMatchObject({
    type: { name: 'Device', endpoint: 'Devices', urn },
    columns: ['serial', 'floor'],
    total: 2,
    items: [
      { displayName: 'Camera', values: { serial: 'SN-1' }, externalId: null, origin: 'scim' },
      { displayName: 'Printer', values: { serial: 'SN-2', floor: 3 }, externalId: 'd-2' },
    ],
  });
});

test('they are found by the start of a word of the name, the external id or the unique value', async ({
  scope,
}) => {
  const add = await withDevices(scope);
  await add({ displayName: 'Label printer', serial: 'SN-2' });
  await add({ displayName: 'Camera', serial: 'QX-1', externalId: 'ext-9' });
  expect(await namesOf(scope, { search: 'PRINT' })).toEqual(['Label printer']);
  expect(await namesOf(scope, { search: 'qx' })).toEqual(['Camera']);
  expect(await namesOf(scope, { search: 'ext' })).toEqual(['Camera']);
  expect(await namesOf(scope, { search: 'amera' })).toEqual([]);
  expect(await namesOf(scope, { sort: 'createdAt', order: 'desc' })).toEqual(['Camera', 'Label printer']);
});

test('one without a name goes by what is unique of it, then by its external id, then by its id', async ({
  scope,
}) => {
  const add = await withDevices(scope, [{ name: 'serial', uniqueness: 'server' }, { name: 'floor' }]);
  await add({ serial: 'SN-7', externalId: 'd-7' });
  await add({ externalId: 'e-8' });
  const bare = await add({ floor: 'ground' });
  expect((await namesOf(scope)).sort()).toEqual([bare, 'SN-7', 'e-8'].sort());
  expect((await listOwnResources(scope, 'Devices', { page: 1 })).columns).toEqual(['floor']);
});

test('a name of several parts is told in one', async ({ scope }) => {
  const name = { name: 'name', type: 'complex', subAttributes: [{ name: 'formatted' }, { name: 'short' }] };
  const add = await withDevices(scope, [name]);
  const id = await add({ name: { formatted: 'The big printer', short: 'big' } });
  expect(await namesOf(scope)).toEqual(['The big printer']);
  expect(await listHistoryOf(scope, { type: 'Resource', id }, 1)).toMatchObject({
    items: [{ resource: { label: 'Device The big printer' } }],
  });
});

test('one is shown with every value and its history, and jumped to by name', async ({ scope }) => {
  const add = await withDevices(scope);
  const id = await add({ displayName: 'Switch', serial: 'SN-3', ports: [{ value: 'a' }, { value: 'b' }] });
  expect(await getOwnResource(scope, 'Devices', id)).toMatchObject({
    displayName: 'Switch',
    version: 1,
    type: { name: 'Device' },
    attributes: expect.arrayContaining([{ path: 'serial', value: 'SN-3' }]) as unknown,
  });
  expect(await listHistoryOf(scope, { type: 'Resource', id }, 1)).toMatchObject({
    total: 1,
    items: [{ operation: 'create', resource: { type: 'Resource', label: 'Device Switch' } }],
  });
  expect((await findInDirectory(scope, 'swi')).resources).toEqual([
    { id, displayName: 'Switch', endpoint: 'Devices' },
  ]);
});

test('another organisation’s types and resources are not found', async ({ scope, other }) => {
  const add = await withDevices(scope);
  const id = await add({ displayName: 'Switch' });
  expect(await listOwnTypes(other)).toEqual([]);
  await expect(getOwnResource(other, 'Devices', id)).rejects.toMatchObject({ code: 'notFound' });
  await expect(listOwnResources(other, 'Devices', { page: 1 })).rejects.toMatchObject({ code: 'notFound' });
  await withDevices(other);
  await expect(getOwnResource(other, 'Devices', id)).rejects.toMatchObject({ code: 'notFound' });
  expect(await namesOf(other)).toEqual([]);
  expect((await findInDirectory(other, 'swi')).resources).toEqual([]);
});
