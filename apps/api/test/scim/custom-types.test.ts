import { afterAll, beforeAll, expect, test } from 'vitest';
import { addExtension, addResourceType, removeSchema } from '@rollcall/domain';
import { startScim, type Api, type Tenant } from '../start-scim.ts';

const device = 'urn:lantern:params:scim:schemas:core:2.0:Device';
const lease = 'urn:lantern:params:scim:schemas:extension:lease:2.0:Device';

let api: Api;
let tenant: Tenant;
let other: Tenant;
beforeAll(async () => {
  api = await startScim();
  tenant = await api.makeTenant('Lantern Works');
  other = await api.makeTenant('Harbour Foods');
  await addResourceType(tenant.scope, {
    name: 'Device',
    endpoint: 'Devices',
    description: 'What people work with',
    definition: {
      id: device,
      name: 'Device',
      attributes: [
        { name: 'serial', type: 'string', required: true, uniqueness: 'server' },
        { name: 'displayName', type: 'string' },
        { name: 'year', type: 'integer' },
        { name: 'owner', type: 'complex', subAttributes: [{ name: 'value', type: 'string' }] },
        {
          name: 'ports',
          type: 'complex',
          multiValued: true,
          subAttributes: [{ name: 'value' }, { name: 'type' }],
        },
      ],
    },
  });
  await addExtension(tenant.scope, {
    type: 'Device',
    definition: { id: lease, name: 'Lease', attributes: [{ name: 'until', type: 'dateTime' }] },
  });
});
afterAll(() => api[Symbol.asyncDispose]());

const create = (body: object) => tenant.post('/Devices', { schemas: [device], ...body });

test('a type of the organisation’s own is discoverable, with its schema (RFC 7643 §6)', async () => {
  const { body } = await tenant.get('/ResourceTypes/Device');
  expect(body).toMatchObject({
    id: 'Device',
    endpoint: '/Devices',
    schema: device,
    schemaExtensions: [{ schema: lease, required: false }],
  });
  expect((await tenant.get('/ResourceTypes')).body.totalResults).toBe(3);
  expect((await tenant.get(`/Schemas/${device}`)).body.attributes[0]).toMatchObject({
    name: 'serial',
    required: true,
    uniqueness: 'server',
  });
});

test('its resources are created, read, replaced, patched and deleted like any other (RFC 7644 §3)', async () => {
  const made = await tenant.post('/Devices', {
    schemas: [device, lease],
    serial: 'A-1',
    externalId: 'ext-1',
    displayName: 'Laptop',
    year: 2024,
    [lease]: { until: '2027-01-01T00:00:00Z' },
  });
  expect(made.status).toBe(201);
  const { id, meta } = made.body;
  expect(made.body.schemas).toEqual([device, lease]);
  expect(meta).toMatchObject({ resourceType: 'Device', location: `${tenant.baseUrl}/Devices/${id}` });
  expect(made.headers['location']).toBe(meta.location);
  const { meta: _, ...shown } = made.body;
  expect((await tenant.get(`/Devices/${id}`)).body).toMatchObject(shown);

  const ports = [{ value: 'eth0', type: 'lan' }];
  const patched = await tenant.patch(`/Devices/${id}`, [
    { op: 'add', path: 'ports', value: ports },
    { op: 'replace', path: 'owner.value', value: 'ana' },
  ]);
  expect([patched.status, patched.body.ports, patched.body.owner]).toEqual([200, ports, { value: 'ana' }]);
  expect(patched.body.meta.version).not.toBe(meta.version);

  const stale = await tenant.put(`/Devices/${id}`, { serial: 'A-1' }, { 'If-Match': meta.version });
  expect(stale.status).toBe(412);
  const put = await tenant.put(`/Devices/${id}`, { schemas: [device], serial: 'A-1', year: 2025 });
  expect([put.status, put.body.year, put.body.displayName, put.body.schemas]).toEqual([
    200,
    2025,
    undefined,
    [device],
  ]);

  expect((await tenant.delete(`/Devices/${id}`)).status).toBe(204);
  expect((await tenant.get(`/Devices/${id}`)).status).toBe(404);
  const ledger = await tenant.rows(
    `select operation::text, resource_type::text, resource_label from changes where resource_id = '${id}' order by id`,
  );
  expect(ledger).toEqual([
    { operation: 'create', resource_type: 'Resource', resource_label: 'Device Laptop' },
    { operation: 'update', resource_type: 'Resource', resource_label: 'Device Laptop' },
    { operation: 'update', resource_type: 'Resource', resource_label: 'Device' },
    { operation: 'delete', resource_type: 'Resource', resource_label: 'Device' },
  ]);
});

test('what its schema calls unique is unique, in any case of letters (RFC 7643 §2.2)', async () => {
  expect((await create({ serial: 'U-1' })).status).toBe(201);
  const again = await create({ serial: 'u-1' });
  expect([again.status, again.body.scimType]).toEqual([409, 'uniqueness']);
  const { body } = await create({ serial: 'U-2' });
  const patched = await tenant.patch(`/Devices/${body.id}`, [
    { op: 'replace', path: 'serial', value: 'U-1' },
  ]);
  expect(patched.status).toBe(409);
});

test('what its schema requires is required (RFC 7643 §2.2)', async () => {
  const answer = await create({ displayName: 'No serial' });
  expect([answer.status, answer.body.scimType]).toEqual([400, 'invalidValue']);
});

test('its lists are filtered, sorted, paged and projected (RFC 7644 §3.4.2)', async () => {
  for (const [serial, year] of [
    ['F-1', 9],
    ['F-2', 10],
    ['F-3', 11],
  ] as const)
    expect((await create({ serial, year, ports: [{ value: `p${year}`, type: 'lan' }] })).status).toBe(201);
  const list = async (query: string) => {
    const { status, body } = await tenant.get(`/Devices?${query}`);
    expect([status, body.detail]).toEqual([200, undefined]);
    return {
      total: body.totalResults,
      serials: body.Resources.map((each: { serial: string }) => each.serial),
    };
  };
  const filter = (text: string) => `filter=${encodeURIComponent(text)}`;
  expect(await list(filter('serial eq "f-2"'))).toEqual({ total: 1, serials: ['F-2'] });
  expect(await list(`${filter('year ge 10')}&sortBy=year&sortOrder=descending`)).toEqual({
    total: 2,
    serials: ['F-3', 'F-2'],
  });
  expect(await list(filter('ports[type eq "lan" and value eq "p9"]'))).toEqual({
    total: 1,
    serials: ['F-1'],
  });
  expect(await list(`${filter('serial sw "F-"')}&sortBy=serial&startIndex=2&count=1`)).toEqual({
    total: 3,
    serials: ['F-2'],
  });
  expect((await list(filter('meta.resourceType eq "Device" and serial sw "F-"'))).total).toBe(3);
  const { body } = await tenant.get(`/Devices?${filter('serial eq "F-1"')}&attributes=year`);
  expect(Object.keys(body.Resources[0]).sort()).toEqual(['id', 'schemas', 'year']);
});

test('a resource is found at its own type’s endpoint only (RFC 7644 §3.4.1)', async () => {
  await addResourceType(tenant.scope, {
    name: 'Site',
    endpoint: 'Sites',
    definition: { id: 'urn:lantern:Site', name: 'Site', attributes: [{ name: 'city' }] },
  });
  const { body: site } = await tenant.post('/Sites', { schemas: ['urn:lantern:Site'], city: 'Bergen' });
  for (const endpoint of ['Devices', 'Users', 'Groups']) {
    expect((await tenant.get(`/${endpoint}/${site.id}`)).status).toBe(404);
    expect((await tenant.delete(`/${endpoint}/${site.id}`)).status).toBe(404);
    const operations = [{ op: 'add', path: 'externalId', value: 'x' }];
    expect((await tenant.patch(`/${endpoint}/${site.id}`, operations)).status).toBe(404);
  }
  expect((await tenant.get('/Sites')).body.totalResults).toBe(1);
  // A resource without an attribute is a resource.
  const empty = await tenant.post('/sites', { schemas: ['urn:lantern:Site'] });
  expect([empty.status, Object.keys(empty.body)]).toEqual([201, ['schemas', 'id', 'meta']]);
});

test('a search at the root spans its own types too (RFC 7644 §3.4.3)', async () => {
  await tenant.createUser('root@lantern.example', { externalId: 'root' });
  await create({ serial: 'R-1', externalId: 'root' });
  const { status, body } = await tenant.post('/.search', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
    filter: 'externalId eq "root"',
  });
  const types = (body.Resources as { meta: { resourceType: string } }[]).map(({ meta }) => meta.resourceType);
  expect([status, types.sort()]).toEqual([200, ['Device', 'User']]);
});

test('Bulk makes and changes its resources (RFC 7644 §3.7)', async () => {
  const { status, body } = await tenant.post('/Bulk', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
    Operations: [
      { method: 'POST', path: '/Devices', bulkId: 'a', data: { schemas: [device], serial: 'B-1' } },
      { method: 'DELETE', path: '/Devices/bulkId:a' },
    ],
  });
  const statuses = (body.Operations as { status: string }[]).map((each) => each.status);
  expect([status, statuses]).toEqual([200, ['201', '204']]);
});

test.each([
  '2024-02-29T23:59:59Z',
  '2024-01-01T24:00:00Z',
  '2024-06-30T23:59:60Z',
  '2024-01-01T00:00:00.123456789+14:00',
  '2024-02-30T00:00:00Z',
  '10000-01-01T00:00:00Z',
  '-0044-03-15T00:00:00Z',
  '2024-01-01',
])('a moment like %s is refused, or kept and compared (RFC 7643 §2.3.5)', async (until) => {
  const made = await tenant.post('/Devices', {
    schemas: [device, lease],
    serial: `T ${until}`,
    [lease]: { until },
  });
  expect([201, 400]).toContain(made.status);
  const filter = encodeURIComponent(`${lease}:until gt "2000-01-01T00:00:00Z"`);
  expect((await tenant.get(`/Devices?filter=${filter}`)).status).toBe(200);
});

test('another organisation has no such endpoint (RFC 7644 §6)', async () => {
  const { body } = await create({ serial: 'W-1' });
  for (const address of ['/Devices', `/Devices/${body.id}`]) {
    const answer = await other.get(address);
    expect([answer.status, answer.text.includes('W-1')]).toEqual([404, false]);
  }
  expect((await other.get('/ResourceTypes')).body.totalResults).toBe(2);
});

test('a method that no resource answers is 405 with what is possible (RFC 9110 §15.5.6)', async () => {
  const answer = await tenant.send('DELETE', '/Devices');
  expect([answer.status, answer.headers['allow']]).toEqual([405, 'GET, HEAD, POST, OPTIONS']);
  expect((await tenant.send('OPTIONS', '/Devices')).status).toBe(204);
  expect((await tenant.send('DELETE', '/Nothings')).status).toBe(404);
});

test('names that SQL would have to quote are only names', async () => {
  const hostile = `x'; drop table users; --`;
  const text = encodeURIComponent(`${hostile} eq "1"`);
  expect((await tenant.get(`/Devices?filter=${text}`)).status).toBe(400);
  expect((await tenant.get(`/Devices?sortBy=${encodeURIComponent(hostile)}`)).status).toBe(400);
});

test('a removed type is gone with its resources, which the ledger keeps', async () => {
  const urn = 'urn:lantern:Tool';
  const definition = { id: urn, name: 'Tool', attributes: [{ name: 'displayName' }] };
  await addResourceType(tenant.scope, { name: 'Tool', endpoint: 'Tools', definition });
  const { body } = await tenant.post('/Tools', { schemas: [urn], displayName: 'Saw' });
  await removeSchema(tenant.scope, urn, 1);

  const late = await tenant.post('/Tools', { schemas: [urn], displayName: 'Late' });
  expect(late.status).toBe(404);
  expect((await tenant.get('/Tools')).status).toBe(404);
  const [line] = await tenant.rows(
    `select operation::text, resource_label, paths from changes where resource_id = '${body.id}' order by id desc limit 1`,
  );
  expect(line).toEqual({
    operation: 'delete',
    resource_label: 'Tool Saw',
    paths: [{ path: '', before: { displayName: 'Saw' }, after: null }],
  });
});

test('nothing above was an error of ours', () => {
  expect(api.errors).toEqual([]);
});
