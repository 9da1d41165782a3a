import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addExtension, removeSchema, saveAttribute } from '@rollcall/domain';
import { startScim, type Api, type Tenant } from '../start-scim.ts';
import { scimClient, urns, type ScimClient } from '../scim-client.ts';

const badge = 'urn:lantern:params:scim:schemas:extension:badge:2.0:User';

let api: Api;
let tenant: Tenant;
let other: Tenant;
beforeAll(async () => {
  api = await startScim();
  tenant = await api.makeTenant('Lantern Works');
  other = await api.makeTenant('Harbour Foods');
  await addExtension(tenant.scope, {
    type: 'User',
    definition: {
      id: badge,
      name: 'Badge',
      attributes: [
        { name: 'number', type: 'string', caseExact: true },
        { name: 'level', type: 'integer' },
        { name: 'issued', type: 'dateTime' },
        { name: 'code', type: 'string', mutability: 'writeOnly', returned: 'never' },
        { name: 'note', type: 'string', returned: 'request' },
        { name: 'zones', type: 'string', multiValued: true },
      ],
    },
  });
  for (const [userName, level] of [
    ['ana', 2],
    ['bo', 9],
    ['cy', 10],
  ] as const) {
    await tenant.createUser(`${userName}@lantern.example`, {
      schemas: [urns.user, badge],
      [badge]: {
        NUMBER: userName.toUpperCase(),
        level,
        code: 'secret',
        note: 'Left-handed',
        zones: ['North', 'Yard'],
      },
    });
  }
});
afterAll(() => api[Symbol.asyncDispose]());

const names = async (query: string) => {
  const { status, body } = await tenant.get(`/Users?${query}`);
  expect([status, body.detail]).toEqual([200, undefined]);
  return (body.Resources as { userName: string }[]).map(({ userName }) => userName.split('@')[0]);
};

test('an extension of the organisation’s own is published with its characteristics (RFC 7644 §4)', async () => {
  const { body } = await tenant.get(`/Schemas/${badge}`);
  expect(body).toMatchObject({ id: badge, name: 'Badge', meta: { resourceType: 'Schema' } });
  expect(body.attributes).toContainEqual(
    expect.objectContaining({ name: 'code', mutability: 'writeOnly', returned: 'never' }),
  );
});

test('a resource type lists the extensions it may carry (RFC 7643 §6)', async () => {
  const { body } = await tenant.get('/ResourceTypes/User');
  expect(body.schemaExtensions).toContainEqual({ schema: badge, required: false });
});

test('an extension is told to nobody but its own organisation (RFC 7644 §6)', async () => {
  expect((await other.get(`/Schemas/${badge}`)).status).toBe(404);
  expect((await other.get('/Schemas')).text).not.toContain(badge);
  expect((await other.get('/ResourceTypes')).text).not.toContain(badge);
});

test('values have the names of the schema, and only what is returned by default (RFC 7643 §7)', async () => {
  const { body } = await tenant.get('/Users?filter=userName sw "bo"'.replaceAll(' ', '%20'));
  const [user] = body.Resources;
  expect(user.schemas).toContain(badge);
  expect(user[badge]).toEqual({ number: 'BO', level: 9, zones: ['North', 'Yard'] });
  const asked = await tenant.get(`/Users/${user.id}?attributes=${badge}:note,${badge}:code`);
  expect(asked.body[badge]).toEqual({ note: 'Left-handed' });
});

test('a value of another type than the schema says is refused (RFC 7643 §2.3)', async () => {
  const before = await tenant.rows('select count(*) from users');
  const answer = await tenant.post('/Users', {
    schemas: [urns.user, badge],
    userName: 'dee@lantern.example',
    [badge]: { level: 'high' },
  });
  expect([answer.status, answer.body.scimType]).toEqual([400, 'invalidValue']);
  expect(await tenant.rows('select count(*) from users')).toEqual(before);
});

test('filters compare an extension’s values by their type (RFC 7644 §3.4.2.2)', async () => {
  const where = (filter: string) => names(`filter=${encodeURIComponent(filter)}&sortBy=userName`);
  expect(await where(`${badge}:level gt 9`)).toEqual(['cy']);
  expect(await where(`${badge}:level ge 9 and ${badge}:number eq "BO"`)).toEqual(['bo']);
  expect(await where(`${badge}:number eq "bo"`)).toEqual([]);
  expect(await where(`${badge}:zones eq "yard" and not (${badge}:level eq 9)`)).toEqual(['ana', 'cy']);
  expect(await where(`${badge}:issued pr`)).toEqual([]);
  const never = await tenant.get(`/Users?filter=${encodeURIComponent(`${badge}:code eq "secret"`)}`);
  expect([never.status, never.body.scimType]).toEqual([400, 'invalidFilter']);
});

test('lists are sorted by an extension’s values, numbers as numbers (RFC 7644 §3.4.2.3)', async () => {
  expect(await names(`sortBy=${badge}:level&sortOrder=descending`)).toEqual(['cy', 'bo', 'ana']);
});

test('a PATCH changes an extension’s attribute, and an equal value makes no version (RFC 7644 §3.5.2.3)', async () => {
  const user = await tenant.createUser('eve@lantern.example', { [badge]: { level: 1 } });
  const path = `${badge}:level`;
  const { body } = await tenant.patch(`/Users/${user.id}`, [{ op: 'replace', path, value: 5 }]);
  expect(body[badge]).toEqual({ level: 5 });
  const again = await tenant.patch(`/Users/${user.id}`, [{ op: 'replace', path, value: 5 }]);
  expect(again.body.meta.version).toBe(body.meta.version);
  const wrong = await tenant.patch(`/Users/${user.id}`, [{ op: 'replace', path, value: 'five' }]);
  expect([wrong.status, wrong.body.scimType]).toEqual([400, 'invalidValue']);
  await tenant.delete(`/Users/${user.id}`);
});

test('an answer is projected to an extension’s attribute (RFC 7644 §3.9)', async () => {
  const { body } = await tenant.get(`/Users?attributes=${badge}:level&count=1&sortBy=userName`);
  expect(body.Resources[0][badge]).toEqual({ level: 2 });
  expect(body.Resources[0].userName).toBeUndefined();
});

describe('two instances', () => {
  let elsewhere: Api;
  let there: ScimClient;
  beforeAll(async () => {
    elsewhere = await startScim({ databaseUrl: api.databaseUrl });
    there = scimClient({ origin: elsewhere.origin, path: tenant.path, token: tenant.token });
  });
  afterAll(() => elsewhere[Symbol.asyncDispose]());

  test('a change of a schema holds in each of them from the next request on', async () => {
    for (const instance of [tenant, there])
      expect((await instance.get(`/Schemas/${badge}`)).text).not.toContain('"colour"');
    const attribute = { name: 'colour', type: 'string', canonicalValues: ['red', 'blue'] };
    await saveAttribute(tenant.scope, badge, { attribute });
    for (const instance of [tenant, there])
      expect((await instance.get(`/Schemas/${badge}`)).text).toContain('"colour"');
  });

  test('none stores a value by the rules of before, so a filter on it goes on', async () => {
    const attribute = { name: 'floor', type: 'string' };
    await saveAttribute(tenant.scope, badge, { attribute });
    const user = await there.createUser('gil@lantern.example', {
      schemas: [urns.user, badge],
      [badge]: { level: 1 },
    });
    await saveAttribute(tenant.scope, badge, {
      replaces: 'floor',
      attribute: { ...attribute, type: 'integer' },
    });
    const value = { [badge]: { floor: 'third' } };
    const patch = { schemas: [urns.patchOp], Operations: [{ op: 'replace', value }] };
    const operation = { method: 'PATCH', path: `/Users/${user.id}`, data: patch };
    const inBulk = await there.post('/Bulk', { schemas: [urns.bulkRequest], Operations: [operation] });
    expect(inBulk.body.Operations).toMatchObject([{ status: '400', response: { scimType: 'invalidValue' } }]);

    await saveAttribute(tenant.scope, badge, { replaces: 'floor', attribute });
    await saveAttribute(tenant.scope, badge, {
      replaces: 'floor',
      attribute: { ...attribute, type: 'integer' },
    });
    const alone = await there.patch(`/Users/${user.id}`, patch.Operations);
    expect([alone.status, alone.body.scimType]).toEqual([400, 'invalidValue']);
    const filter = encodeURIComponent(`${badge}:floor gt 2`);
    for (const instance of [tenant, there]) {
      const { status, body } = await instance.get(`/Users?filter=${filter}`);
      expect([status, body.totalResults]).toEqual([200, 0]);
    }
    await tenant.delete(`/Users/${user.id}`);
    expect(elsewhere.errors).toEqual([]);
  });
});

test('a removed extension takes its values along, and the ledger keeps them', async () => {
  const old = 'urn:lantern:params:scim:schemas:extension:old:2.0:User';
  const attributes = [{ name: 'pin', type: 'string' }];
  await addExtension(tenant.scope, { type: 'User', definition: { id: old, name: 'Old', attributes } });
  const user = await tenant.createUser('fay@lantern.example', { [old]: { pin: '1234' } });
  await removeSchema(tenant.scope, old, 1);

  const { body } = await tenant.get(`/Users/${user.id}`);
  expect(body.schemas).toEqual([urns.user]);
  expect(body[old]).toBeUndefined();
  expect(body.meta.version).not.toBe(user.meta.version);
  const [line] = await tenant.rows(
    `select operation, paths from changes where resource_id = '${user.id}' order by id desc limit 1`,
  );
  expect(line).toEqual({
    operation: 'update',
    paths: [{ path: `${old}:pin`, before: '1234', after: null }],
  });
});

test('a required extension is demanded of every resource (RFC 7643 §6)', async () => {
  const site = 'urn:lantern:params:scim:schemas:extension:site:2.0:Group';
  const attributes = [{ name: 'city', type: 'string', required: true }];
  const definition = { id: site, name: 'Site', attributes };
  await addExtension(tenant.scope, { type: 'Group', required: true, definition });
  expect((await tenant.get('/ResourceTypes/Group')).body.schemaExtensions).toEqual([
    { schema: site, required: true },
  ]);
  const without = await tenant.post('/Groups', { schemas: [urns.group], displayName: 'Crew' });
  expect([without.status, without.body.scimType]).toEqual([400, 'invalidValue']);
  const crew = await tenant.createGroup('Crew', { [site]: { city: 'Bergen' } });
  expect(crew[site]).toEqual({ city: 'Bergen' });
  const gone = await tenant.patch(`/Groups/${crew.id}`, [{ op: 'remove', path: site }]);
  expect([gone.status, gone.body.scimType]).toEqual([400, 'invalidValue']);
});

test('nothing above was an error of ours', () => {
  expect(api.errors).toEqual([]);
});
