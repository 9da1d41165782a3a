import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startScim, type Api, type Tenant } from '../start-scim.ts';
import { urns } from '../scim-client.ts';

let api: Api;
let tenant: Tenant;
let ids: string[];
beforeAll(async () => {
  api = await startScim();
  tenant = await api.makeTenant();
  ids = [];
  const names = ['dora', 'Ägir', 'bo', 'Cy', 'anna', 'emil', 'Finn'];
  for (const [index, name] of names.entries()) {
    const title = index % 2 === 0 ? { title: name } : {};
    const emails = [{ type: 'work', value: `${9 - index}@example.com`, primary: true }];
    ids.push((await tenant.createUser(`${name}@example.com`, { displayName: name, emails, ...title })).id);
  }
});
afterAll(() => api[Symbol.asyncDispose]());

const list = async (query: string) => {
  const { status, body } = await tenant.get(`/Users?${query}`);
  expect([status, body.schemas]).toEqual([200, [urns.list]]);
  expect(body.itemsPerPage).toBe(body.Resources.length);
  return body;
};
const idsOf = (body: { Resources: { id: string }[] }) => body.Resources.map(({ id }) => id);
const namesOf = (body: { Resources: { displayName: string }[] }) =>
  body.Resources.map((user) => user.displayName);

describe('§3.4.2.4 pages', () => {
  test('pages of three cover everyone once, in one order, and echo startIndex', async () => {
    const seen: string[] = [];
    for (const startIndex of [1, 4, 7]) {
      const page = await list(`startIndex=${startIndex}&count=3`);
      expect([page.startIndex, page.totalResults]).toEqual([startIndex, 7]);
      seen.push(...idsOf(page));
    }
    expect([...seen].sort()).toEqual([...ids].sort());
    expect(new Set(seen).size).toBe(7);
  });

  test.each([
    ['count=0 is the total alone', 'count=0', 1, 0],
    ['a negative count is 0', 'count=-3', 1, 0],
    ['a startIndex of 0 is 1', 'startIndex=0&count=2', 1, 2],
    ['a negative startIndex is 1', 'startIndex=-9&count=2', 1, 2],
    ['a page that ends exactly at the end', 'startIndex=5&count=3', 5, 3],
    ['a page beyond the end is empty', 'startIndex=8&count=3', 8, 0],
    ['a page far beyond the end is empty', 'startIndex=999999999', 999999999, 0],
    ['more than the most is the most', 'count=100000', 1, 7],
    ['empty values are as none', 'count=&startIndex=', 1, 7],
  ])('%s', async (_says, query, startIndex, length) => {
    const page = await list(query);
    expect([page.totalResults, page.startIndex, page.Resources.length]).toEqual([7, startIndex, length]);
  });

  test('a page is at most a thousand, and that is advertised (RFC 7644 §3.4.2.4)', async () => {
    const { filter, pagination } = (await tenant.get('/ServiceProviderConfig')).body;
    expect([filter.maxResults, pagination.maxPageSize]).toEqual([1000, 1000]);
  });

  test.each(['count=many', 'startIndex=1.5', 'count=1e3', 'count=99999999999999999999', 'startIndex=0x10'])(
    '%s is 400 and says what is wanted',
    async (query) => {
      const { status, body } = await tenant.get(`/Users?${query}`);
      expect([status, body.scimType]).toEqual([400, 'invalidValue']);
      expect(body.detail).toMatch(/whole number/);
    },
  );

  test('the total counts what the filter matches, whatever the page', async () => {
    const filter = 'filter=title+pr';
    for (const page of ['', '&count=0', '&count=2', '&count=4', '&startIndex=3&count=2', '&startIndex=9']) {
      expect((await list(filter + page)).totalResults).toBe(4);
    }
  });
});

describe('§3.4.2.3 order', () => {
  test('by name, without regard to case; descending is its mirror', async () => {
    const names = ['anna', 'bo', 'Cy', 'dora', 'emil', 'Finn', 'Ägir'];
    expect(namesOf(await list('sortBy=userName'))).toEqual(names);
    expect(namesOf(await list('sortBy=displayName&sortOrder=ascending'))).toEqual(names);
    expect(namesOf(await list('sortBy=USERNAME&sortOrder=Descending'))).toEqual(names.toReversed());
  });

  test('missing values come last ascending and first descending', async () => {
    const up = namesOf(await list('sortBy=title'));
    expect(up.slice(0, 4)).toEqual(['anna', 'bo', 'dora', 'Finn']);
    const down = namesOf(await list('sortBy=title&sortOrder=descending'));
    expect(down.slice(3)).toEqual(['Finn', 'dora', 'bo', 'anna']);
  });

  test('a multi-valued attribute is ordered by its primary value', async () => {
    const reversed = ['Finn', 'emil', 'anna', 'Cy', 'bo', 'Ägir', 'dora'];
    expect(namesOf(await list('sortBy=emails'))).toEqual(reversed);
    expect(namesOf(await list('sortBy=emails.value&startIndex=1&count=2'))).toEqual(reversed.slice(0, 2));
  });

  test('by what resources have from us, too', async () => {
    expect(idsOf(await list('sortBy=meta.created'))).toEqual(ids);
    expect(idsOf(await list('sortBy=meta.lastModified&sortOrder=descending'))).toEqual(ids.toReversed());
    expect(idsOf(await list('sortBy=id'))).toEqual([...ids].sort());
  });

  test.each(['sortBy=userName&sortOrder=up', 'sortBy=userName&sortOrder=desc'])(
    '%s is refused, since it may mean the opposite of what it gets (RFC 7644 §3.4.2.3)',
    async (query) => {
      const { status, body } = await tenant.get(`/Users?${query}`);
      expect([status, body.scimType]).toEqual([400, 'invalidValue']);
    },
  );

  test('by text in the order of code points, and equal ones by id (RFC 7644 §3.4.2.3)', async () => {
    const names = ['\u{ff21}', '\u{1f600}', 'b', '\u00e9'];
    const made = [];
    for (const nickName of [...names, 'b'])
      made.push(await tenant.createUser(`${made.length}@order.example`, { nickName }));
    const { Resources } = await list('filter=userName+ew+"@order.example"&sortBy=nickName');
    expect(Resources.map((user: { nickName: string }) => user.nickName)).toEqual([
      'b',
      'b',
      '\u00e9',
      '\u{ff21}',
      '\u{1f600}',
    ]);
    expect(idsOf({ Resources }).slice(0, 2)).toEqual([made[2].id, made[4].id]);
    for (const { id } of made) await tenant.delete(`/Users/${id}`);
  });

  test.each([
    'sortBy=name',
    'sortBy=no+name+at+all',
    'sortBy=addresses',
    'sortBy=groups',
    'sortBy=favouriteColour',
  ])('%s is refused in a sentence, never ignored', async (query) => {
    const { status, body } = await tenant.get(`/Users?${query}`);
    expect([status, typeof body.detail]).toEqual([400, 'string']);
  });
});

describe('§3.9 projections', () => {
  const keys = (resource: object) => Object.keys(resource).sort();

  test('attributes= shows those, and id and schemas always', async () => {
    const { body } = await tenant.get(`/Users/${ids[0]}?attributes=userName,emails.value,meta.version`);
    expect(keys(body)).toEqual(['emails', 'id', 'meta', 'schemas', 'userName']);
    expect(body.emails).toEqual([{ value: '9@example.com' }]);
    expect(keys(body.meta)).toEqual(['version']);
    const [listed] = (await list(`filter=id+eq+"${ids[0]}"&attributes=USERNAME`)).Resources;
    expect(keys(listed)).toEqual(['id', 'schemas', 'userName']);
  });

  test('excludedAttributes= leaves those out, and never id', async () => {
    const { body } = await tenant.get(
      `/Users/${ids[0]}?excludedAttributes=id,schemas,emails,meta,active,groups`,
    );
    expect(keys(body)).toEqual(['displayName', 'id', 'schemas', 'title', 'userName']);
  });

  test('attributes are named with their URN, and an extension whole', async () => {
    const enterprise = { department: 'Support', costCenter: '12' };
    const user = await tenant.createUser('ext@example.com', { [urns.enterprise]: enterprise });
    const shown = async (names: string) => (await tenant.get(`/Users/${user.id}?attributes=${names}`)).body;
    expect((await shown(`${urns.enterprise}:department`))[urns.enterprise]).toEqual({
      department: 'Support',
    });
    expect((await shown(urns.enterprise))[urns.enterprise]).toEqual(enterprise);
    expect((await shown(`${urns.user}:userName`)).userName).toBe('ext@example.com');
    await tenant.delete(`/Users/${user.id}`);
  });

  test('answers to writes are projected as well', async () => {
    const made = await tenant.post('/Users?attributes=userName', {
      userName: 'p@example.com',
      title: 'Engineer',
    });
    expect(keys(made.body)).toEqual(['id', 'schemas', 'userName']);
    const operations = { Operations: [{ op: 'add', path: 'nickName', value: 'P' }] };
    const patched = await tenant.send('PATCH', `/Users/${made.body.id}?attributes=nickName`, operations);
    expect(keys(patched.body)).toEqual(['id', 'nickName', 'schemas']);
    await tenant.delete(`/Users/${made.body.id}`);
  });

  test('both at once are refused', async () => {
    const { status, body } = await tenant.get('/Users?attributes=userName&excludedAttributes=emails');
    expect([status, body.scimType]).toEqual([400, 'invalidValue']);
  });

  test('members of a group are shown when asked for by any of their parts', async () => {
    const group = await tenant.createGroup('Everyone', { members: ids.map((value) => ({ value })) });
    const shown = async (query: string) => (await tenant.get(`/Groups/${group.id}?${query}`)).body;
    expect((await shown('attributes=members')).members).toHaveLength(7);
    expect((await shown('attributes=members.value')).members[0]).toEqual({ value: [...ids].sort()[0] });
    expect((await shown(`attributes=${urns.group}:members`)).members).toHaveLength(7);
    expect((await shown('attributes=displayName')).members).toBeUndefined();
    expect((await shown('excludedAttributes=members,externalId')).members).toBeUndefined();
    expect((await shown('excludedAttributes=members.display')).members[0].display).toBeUndefined();
    expect((await shown(`excludedAttributes=${urns.group}:MEMBERS`)).members).toBeUndefined();
    expect((await shown(`attributes=${urns.group}`)).members).toHaveLength(7);
  });
});

test('passwords are never returned, nor told apart by a filter', async () => {
  const made = await tenant.createUser('secret@example.com', { password: 'correct horse' });
  expect(made.password).toBeUndefined();
  const { status, body } = await tenant.get('/Users?filter=password+eq+"correct+horse"');
  expect([status, body.scimType]).toEqual([400, 'invalidFilter']);
  expect(JSON.stringify(await tenant.rows('select * from users'))).not.toContain('correct horse');
  expect(JSON.stringify(await tenant.rows('select * from changes'))).not.toContain('correct horse');
});

test('discovery cannot be filtered: 403, as RFC 7644 §4 asks', async () => {
  for (const path of ['/Schemas', '/ResourceTypes', '/ServiceProviderConfig']) {
    expect((await tenant.get(`${path}?filter=id+pr`)).status).toBe(403);
  }
});
