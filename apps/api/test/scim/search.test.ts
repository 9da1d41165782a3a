import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startScim, type Api, type Tenant } from '../start-scim.ts';
import { urns } from '../scim-client.ts';

let api: Api;
let tenant: Tenant;
let ids: { kai: string; mira: string; vpn: string };
beforeAll(async () => {
  api = await startScim();
  tenant = await api.makeTenant();
  const kai = await tenant.createUser('kai@example.com', {
    displayName: 'Kai',
    title: 'Engineer',
    externalId: '1',
  });
  const mira = await tenant.createUser('mira@example.com', { [urns.enterprise]: { department: 'Support' } });
  const vpn = await tenant.createGroup('Lab', { externalId: '2', members: [{ value: kai.id }] });
  ids = { kai: kai.id, mira: mira.id, vpn: vpn.id };
});
afterAll(() => api[Symbol.asyncDispose]());

const search = async (path: string, request: object) => {
  const { status, body } = await tenant.post(`${path}/.search`, {
    schemas: [urns.searchRequest],
    ...request,
  });
  expect([status, body.schemas]).toEqual([200, [urns.list]]);
  expect(body.itemsPerPage).toBe(body.Resources.length);
  return body;
};
const idsOf = (body: { Resources: { id: string }[] }) => body.Resources.map(({ id }) => id);

describe('a search at a type (RFC 7644 §3.4.3)', () => {
  test('answers as the same query by GET does (RFC 7644 §3.4.3)', async () => {
    for (const [request, query] of [
      [{}, ''],
      [{ filter: 'userName sw "k"' }, 'filter=userName+sw+"k"'],
      [
        { sortBy: 'userName', sortOrder: 'descending', startIndex: 2, count: 1 },
        'sortBy=userName&sortOrder=descending&startIndex=2&count=1',
      ],
      [{ attributes: ['userName', 'name.givenName'] }, 'attributes=userName,name.givenName'],
      [{ excludedAttributes: ['groups', 'meta'] }, 'excludedAttributes=groups,meta'],
      [{ Filter: 'title pr', COUNT: 5 }, 'filter=title+pr&count=5'],
      [{ filter: null, count: null, cursor: null }, ''],
    ] as const) {
      expect(await search('/Users', request)).toEqual((await tenant.get(`/Users?${query}`)).body);
    }
  });

  test('pages by cursor (RFC 9865 §3)', async () => {
    const first = await search('/Users', { cursor: '', count: 1 });
    const second = await search('/Users', { cursor: first.nextCursor, count: 1 });
    expect([...idsOf(first), ...idsOf(second)]).toEqual([ids.kai, ids.mira]);
    expect((await tenant.get(`/Users?count=1&cursor=${first.nextCursor}`)).body.Resources).toEqual(
      second.Resources,
    );
  });

  test('knows the attributes of that type only (RFC 7644 §3.4.2.2)', async () => {
    const request = { schemas: [urns.searchRequest], filter: `members eq "${ids.kai}"` };
    expect((await tenant.post('/Users/.search', request)).body.scimType).toBe('invalidFilter');
  });
});

describe('a search at the root (RFC 7644 §3.4.2.1)', () => {
  test('spans the types, each resource with its own schemas and address (RFC 7644 §3.4.2.1)', async () => {
    const { totalResults, Resources } = await search('', {});
    expect([totalResults, idsOf({ Resources })]).toEqual([3, [ids.kai, ids.mira, ids.vpn].sort()]);
    for (const resource of Resources) {
      const path = `/${resource.meta.resourceType}s/${resource.id}`;
      expect(resource).toEqual((await tenant.get(path)).body);
    }
  });

  test.each([
    ['meta.resourceType eq "Group"', ['vpn']],
    ['meta.resourceType eq "user"', []],
    ['meta.resourceType eq "User" and title pr', ['kai']],
    ['displayName pr', ['kai', 'vpn']],
    ['displayName sw "L" or userName sw "mira"', ['mira', 'vpn']],
    ['externalId pr', ['kai', 'vpn']],
    [`schemas eq "${urns.group}"`, ['vpn']],
    // RFC 7644 §3.4.2.1: what a type has no attribute for is no match, whichever way it is asked.
    ['userName pr', ['kai', 'mira']],
    ['not (userName pr)', []],
    ['not (title pr)', ['mira']],
    ['not (userName pr) or meta.resourceType eq "Group"', ['vpn']],
    ['not (not (members pr))', ['vpn']],
    ['userName ne "kai@example.com"', ['mira']],
    ['members pr or groups pr', ['kai', 'vpn']],
  ] as const)('finds by %s (RFC 7644 §3.4.2.1)', async (filter, names) => {
    const found = await search('', { filter });
    expect(idsOf(found)).toEqual(names.map((name) => ids[name]).sort());
    expect(found.totalResults).toBe(names.length);
    expect((await search('', { filter, count: 0 })).totalResults).toBe(names.length);
  });

  test('orders over the types, missing values at the end, and pages (RFC 7644 §3.4.2.3)', async () => {
    const order = [ids.kai, ids.vpn, ids.mira];
    expect(idsOf(await search('', { sortBy: 'displayName' }))).toEqual(order);
    expect(idsOf(await search('', { sortBy: 'displayName', sortOrder: 'descending' }))).toEqual(
      order.toReversed(),
    );
    const byCursor = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const page = await search('', { sortBy: 'displayName', count: 1, cursor });
      byCursor.push(...idsOf(page));
      cursor = page.nextCursor;
    }
    expect(byCursor).toEqual(order);
    expect(idsOf(await search('', { sortBy: 'displayName', count: 1, startIndex: 2 }))).toEqual([ids.vpn]);
    expect(idsOf(await search('', { sortBy: 'meta.created' }))).toEqual([ids.kai, ids.mira, ids.vpn]);
  });

  test('shows the attributes asked for, of each type those it has (RFC 7644 §3.9)', async () => {
    const { Resources } = await search('', {
      attributes: ['displayName', 'members.value'],
      sortBy: 'displayName',
    });
    expect(Resources.map((each: object) => Object.keys(each).sort())).toEqual([
      ['displayName', 'id', 'schemas'],
      ['displayName', 'id', 'members', 'schemas'],
      ['id', 'schemas'],
    ]);
  });

  test.each([
    [{ filter: 'favouriteColour eq "green"' }, 'invalidFilter'],
    [{ filter: 'userName eq' }, 'invalidFilter'],
    [{ sortBy: 'favouriteColour' }, 'invalidValue'],
    [{ count: 'many' }, 'invalidValue'],
    [{ count: 1.5 }, 'invalidValue'],
    [{ startIndex: {} }, 'invalidValue'],
    [{ filter: 5 }, 'invalidValue'],
    [{ attributes: [5] }, 'invalidValue'],
    [{ attributes: ['userName'], excludedAttributes: ['id'] }, 'invalidValue'],
    [{ cursor: '', startIndex: 1 }, 'invalidValue'],
    [{ cursor: 'nonsense' }, 'invalidCursor'],
    [{ cursor: '', count: 'many' }, 'invalidCount'],
    [{ schemas: [urns.patchOp] }, 'invalidSyntax'],
    [{ schemas: null }, 'invalidSyntax'],
  ])('%j is refused (RFC 7644 §3.4.3)', async (request, scimType) => {
    const { status, body } = await tenant.post('/.search', { schemas: [urns.searchRequest], ...request });
    expect([status, body.scimType, body.schemas]).toEqual([400, scimType, [urns.error]]);
  });

  test('is asked for by POST only (RFC 7644 §3.4.3)', async () => {
    for (const path of ['/.search', '/Users/.search', '/Groups/.search']) {
      const { status, headers } = await tenant.get(path);
      expect([path, status, headers.allow]).toEqual([path, 405, 'POST, OPTIONS']);
    }
  });
});
