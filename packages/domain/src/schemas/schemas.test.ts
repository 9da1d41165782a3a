import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import {
  callScim,
  enableScim,
  ledgerOf,
  newOrganisation,
  testConnection,
} from '../../test/test-organisation.ts';
import { createResource } from '../provisioning/create-resource.ts';
import { proveScope } from '../provisioning/prove-scope.ts';
import type { ScimScope } from '../provisioning/scim-scope.ts';
import type { Scope } from '../scope.ts';
import { generateToken } from '../tokens/generate-token.ts';
import { addExtension } from './add-extension.ts';
import { addResourceType } from './add-resource-type.ts';
import { changeSchema } from './change-schema.ts';
import { getSchema } from './get-schema.ts';
import { listSchemas } from './list-schemas.ts';
import { removeSchema } from './remove-schema.ts';
import { removeAttribute, saveAttribute } from './save-attribute.ts';
import { setRequired } from './set-required.ts';

const badge = 'urn:lantern:extension:User';
const device = 'urn:lantern:Device';

let connection: Awaited<ReturnType<typeof testConnection>>;
let scope: Scope;
let secret: string;
beforeAll(async () => {
  connection = await testConnection();
});
afterAll(() => connection[Symbol.asyncDispose]());
beforeEach(async () => {
  scope = await newOrganisation(connection.db);
  await enableScim(scope);
  ({ secret } = await generateToken(scope, { label: 'Entra' }));
});

const schema = (id: string, ...attributes: object[]) => ({
  id,
  name: 'Own',
  attributes: attributes.length > 0 ? attributes : [{ name: 'level', type: 'integer' }],
});

async function create(type: string, body: object): Promise<void> {
  const call: ScimScope = await callScim(scope, secret);
  await createResource(
    call,
    call.types.find(({ name }) => name === type)!,
    body,
  );
}

const createUser = (extension: string, values: object) =>
  create('User', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', extension],
    userName: `${Math.random()}`,
    [extension]: values,
  });

test('an organisation has the schemas of SCIM, and those that it adds', async () => {
  await addExtension(scope, { type: 'User', definition: schema(badge) });
  await addResourceType(scope, { name: 'Device', endpoint: '/Devices', definition: schema(device) });
  const views = await listSchemas(scope);
  expect(views.map(({ urn, isStandard, type }) => [urn, isStandard, type.name])).toEqual([
    ['urn:ietf:params:scim:schemas:core:2.0:User', true, 'User'],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', true, 'User'],
    [badge, false, 'User'],
    ['urn:ietf:params:scim:schemas:core:2.0:Group', true, 'Group'],
    [device, false, 'Device'],
  ]);
  const others = await newOrganisation(connection.db, 'Harbour Foods');
  expect((await listSchemas(others)).some(({ isStandard }) => !isStandard)).toBe(false);
});

test.each([
  ['no URN', { ...schema(badge), id: 'badge' }, /must be a URN/],
  ['a name of the IETF', schema('urn:ietf:params:scim:schemas:core:2.0:Badge'), /registered with IANA/],
  ['the URN of User', schema('URN:ietf:params:scim:schemas:core:2.0:user'), /is taken/],
  ['a quote in a name', schema(badge, { name: `x'y` }), /must begin with a letter/],
  ['a type SCIM does not know', schema(badge, { name: 'x', type: 'text' }), /type/],
  ['a unique attribute', schema(badge, { name: 'x', uniqueness: 'server' }), /cannot be unique/],
  ['a secret that is kept', schema(badge, { name: 'x', returned: 'never' }), /writeOnly/],
])('an extension with %s is refused in a sentence', async (_, definition, sentence) => {
  const adding = addExtension(scope, { type: 'User', definition });
  await expect(adding).rejects.toMatchObject({
    code: 'invalidSchema',
    message: expect.stringMatching(sentence) as string,
  });
  expect((await ledgerOf(scope)).filter(({ resource_type }) => resource_type === 'Schema')).toEqual([]);
});

test('a URN is taken once, in any case of letters', async () => {
  await addExtension(scope, { type: 'User', definition: schema(badge) });
  const again = addExtension(scope, { type: 'Group', definition: schema(badge.toUpperCase()) });
  await expect(again).rejects.toMatchObject({ code: 'invalidSchema' });
});

test.each([
  [{ name: 'user', endpoint: 'People' }, { name: expect.stringMatching(/taken/) as string }],
  [{ name: 'Device', endpoint: 'groups' }, { endpoint: expect.stringMatching(/taken/) as string }],
  [
    { name: 'Schema', endpoint: 'Bulk' },
    { name: expect.anything() as string, endpoint: expect.anything() as string },
  ],
  [
    { name: 'De vice', endpoint: '.search' },
    { name: expect.anything() as string, endpoint: expect.anything() as string },
  ],
])('a resource type %o is refused by its fields', async (names, fields) => {
  const adding = addResourceType(scope, { ...names, definition: schema(device) });
  await expect(adding).rejects.toMatchObject({ code: 'invalidInput', fields });
  expect(await listSchemas(scope)).toHaveLength(3);
});

test('one attribute of a type can be unique, and only text', async () => {
  const unique = { uniqueness: 'server' };
  for (const attributes of [
    [
      { name: 'a', ...unique },
      { name: 'b', ...unique },
    ],
    [{ name: 'a', type: 'integer', ...unique }],
    [{ name: 'a', multiValued: true, ...unique }],
  ]) {
    const definition = schema(device, ...attributes);
    const adding = addResourceType(scope, { name: 'Device', endpoint: 'Devices', definition });
    await expect(adding).rejects.toMatchObject({ code: 'invalidSchema' });
  }
});

test('values kept before a schema described them must fit it', async () => {
  await createUser(badge, { level: 'high' });
  const adding = addExtension(scope, { type: 'User', definition: schema(badge) });
  await expect(adding).rejects.toMatchObject({ code: 'schemaInUse' });
  const fitting = schema(badge, { name: 'level', type: 'string' });
  expect(await addExtension(scope, { type: 'User', definition: fitting })).toEqual({ urn: badge });
});

test('an extension is required only when nobody lacks it', async () => {
  await createUser('urn:lantern:other:User', { x: 'y' });
  const adding = addExtension(scope, { type: 'User', required: true, definition: schema(badge) });
  await expect(adding).rejects.toMatchObject({ code: 'schemaInUse' });
});

test('whether an extension is required changes, once nobody lacks it, and is in the ledger', async () => {
  await addExtension(scope, { type: 'User', definition: schema(badge) });
  await createUser('urn:lantern:other:User', { x: 'y' });
  await expect(setRequired(scope, badge, true)).rejects.toMatchObject({
    code: 'schemaInUse',
    message: 'The extension cannot be required: 1 of 1 resources do not have it yet.',
  });
  expect((await getSchema(scope, badge)).required).toBe(false);
  await removeSchema(scope, badge, 0);

  await addExtension(scope, { type: 'Group', definition: schema(badge) });
  for (const required of [true, true, false]) {
    await setRequired(scope, badge, required);
    expect((await getSchema(scope, badge)).required).toBe(required);
  }
  const updates = (await ledgerOf(scope)).filter((line) => line.resource_type === 'Schema');
  expect(updates.slice(-2).map(({ paths }) => paths)).toEqual([
    [{ path: 'required', before: false, after: true }],
    [{ path: 'required', before: true, after: false }],
  ]);
});

test('a base schema is required as it is', async () => {
  await addResourceType(scope, { name: 'Device', endpoint: 'Devices', definition: schema(device) });
  await expect(setRequired(scope, device, true)).rejects.toMatchObject({ code: 'invalidSchema' });
});

test('an attribute in use keeps its type and stays; one that is not may change and go', async () => {
  const pair = [
    { name: 'level', type: 'integer' },
    { name: 'spare', type: 'string' },
  ];
  await addExtension(scope, { type: 'User', definition: schema(badge, ...pair) });
  await createUser(badge, { level: 3 });

  const other = { replaces: 'level', attribute: { name: 'level', type: 'string' } };
  await expect(saveAttribute(scope, badge, other)).rejects.toMatchObject({
    code: 'schemaInUse',
    message: 'level has values in 1 resource, so it cannot become of another type. Remove the values first.',
  });
  await expect(removeAttribute(scope, badge, 'level')).rejects.toMatchObject({ code: 'schemaInUse' });
  const required = { replaces: 'spare', attribute: { name: 'spare', type: 'string', required: true } };
  await expect(saveAttribute(scope, badge, required)).rejects.toMatchObject({ code: 'schemaInUse' });

  await saveAttribute(scope, badge, { replaces: 'spare', attribute: { name: 'spare', type: 'dateTime' } });
  await removeAttribute(scope, badge, 'spare');
  const told = {
    replaces: 'level',
    attribute: { name: 'level', type: 'integer', description: 'From 1 to 5' },
  };
  await saveAttribute(scope, badge, told);
  const { attributes, use } = await getSchema(scope, badge);
  expect(attributes).toMatchObject([{ name: 'level', type: 'integer', description: 'From 1 to 5' }]);
  expect(use).toEqual({ resources: 1, holding: 1, attributes: { level: 1 } });
});

test('each change is a line of the ledger, and no change is none', async () => {
  await addExtension(scope, { type: 'User', definition: schema(badge) });
  await changeSchema(scope, badge, {
    definition: (before) => ({ ...before, description: 'What doors ask' }),
  });
  await changeSchema(scope, badge, { definition: (before) => before });
  await removeSchema(scope, badge, 0);
  const lines = (await ledgerOf(scope)).filter(({ resource_type }) => resource_type === 'Schema');
  expect(lines.map(({ operation, resource_label }) => [operation, resource_label])).toEqual([
    ['create', badge],
    ['update', badge],
    ['delete', badge],
  ]);
  expect(lines[1]?.paths).toEqual([{ path: 'description', before: '', after: 'What doors ask' }]);
});

test('a schema goes only for whoever knows how much goes with it', async () => {
  await addResourceType(scope, { name: 'Device', endpoint: 'Devices', definition: schema(device) });
  const lease = 'urn:lantern:extension:Device';
  await addExtension(scope, { type: 'Device', definition: schema(lease) });
  await create('Device', { schemas: [device, lease], level: 1, [lease]: { level: 2 } });

  await expect(removeSchema(scope, device, 1)).rejects.toMatchObject({ code: 'schemaInUse' });
  await expect(removeSchema(scope, lease, 0)).rejects.toMatchObject({ code: 'schemaInUse' });
  await removeSchema(scope, lease, 1);
  await expect(removeSchema(scope, device, 0)).rejects.toMatchObject({ code: 'schemaInUse' });
  await removeSchema(scope, device, 1);
  expect(await listSchemas(scope)).toHaveLength(3);
  await expect(removeSchema(scope, device, 1)).rejects.toMatchObject({ code: 'notFound' });
});

test('a schema of SCIM is neither changed nor removed', async () => {
  const user = 'urn:ietf:params:scim:schemas:core:2.0:User';
  await expect(removeSchema(scope, user, 9)).rejects.toMatchObject({ code: 'notFound' });
  await expect(removeAttribute(scope, user, 'title')).rejects.toMatchObject({ code: 'notFound' });
});

test('a schema changes only once the requests that were read by the old one have ended', async () => {
  const level = (type: string) => ({ name: 'level', type });
  await addExtension(scope, { type: 'User', definition: schema(badge, level('string')) });
  const call = await callScim(scope, secret);
  const client = await scope.db.pool.connect();
  await client.query('begin');
  const { tenant, token, rulesVersion } = call;
  await client.query('select enter_scim_scope($1, $2, $3)', [tenant.id, token.id, rulesVersion]);

  const changed = saveAttribute(scope, badge, { replaces: 'level', attribute: level('integer') });
  const refused = expect(changed).rejects.toMatchObject({ code: 'schemaInUse' });
  await vi.waitFor(() => expect(proveScope(call)).rejects.toMatchObject({ code: 'unavailable' }));
  await client.query(
    `insert into users (attributes, access, origin, extension_urns) values ($1, 'granted', 'scim', '')`,
    [JSON.stringify({ userName: 'kai', [badge]: { level: 'high' } })],
  );
  await client.query('commit');
  client.release();
  await refused;
});
