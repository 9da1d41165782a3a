import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startScim, type Api, type Tenant } from '../start-scim.ts';
import { urns } from '../scim-client.ts';

let api: Api;
let tenant: Tenant;
beforeAll(async () => {
  api = await startScim();
  tenant = await api.makeTenant();
  // Titles repeat and some are missing, so that pages end in the middle of equal ones.
  for (let n = 0; n < 11; n++) {
    const title = n % 3 === 0 ? {} : { title: n % 2 === 0 ? 'Engineer' : 'analyst' };
    await tenant.createUser(`${String.fromCodePoint(107 - n)}@example.com`, {
      externalId: `e${n}`,
      ...title,
    });
  }
});
afterAll(() => api[Symbol.asyncDispose]());

type Page = Readonly<{ Resources: { id: string }[]; nextCursor?: string; previousCursor?: string }>;

const ask = (query: string) => tenant.get(`/Users?${query}`);
const idsOf = ({ Resources }: Page) => Resources.map(({ id }) => id);

async function pageOf(query: string): Promise<Page> {
  const { status, body } = await ask(query);
  expect([status, body.schemas, body.itemsPerPage]).toEqual([200, [urns.list], body.Resources.length]);
  expect(body.startIndex).toBeUndefined();
  return body as Page;
}

/** Every page of the query, first to last. */
async function walk(query: string): Promise<Page[]> {
  const pages = [await pageOf(`${query}&cursor`)];
  for (let next = pages[0]!.nextCursor; next; next = pages.at(-1)!.nextCursor)
    pages.push(await pageOf(`${query}&cursor=${next}`));
  return pages;
}

const orders = [
  '',
  'sortBy=userName',
  'sortBy=userName&sortOrder=descending',
  'sortBy=title',
  'sortBy=title&sortOrder=descending',
  'sortBy=meta.created&sortOrder=descending',
  'sortBy=active',
  'sortBy=id&sortOrder=descending',
  'filter=title+pr&sortBy=externalId',
];

describe.each(orders)('pages of %s by cursor', (query) => {
  test('are the pages by index, and the last has no nextCursor (RFC 9865 §2)', async () => {
    const pages = await walk(`${query}&count=3`);
    const { Resources, totalResults } = (await ask(query)).body;
    expect(pages.flatMap(idsOf)).toEqual(idsOf({ Resources }));
    for (const page of pages) expect(page).toMatchObject({ totalResults });
    expect(pages.map(({ nextCursor }) => nextCursor === undefined)).toEqual(
      pages.map((_, index) => index === pages.length - 1),
    );
  });

  test('go back the way they came, and the first has no previousCursor (RFC 9865 §2)', async () => {
    const pages = await walk(`${query}&count=3`);
    let page = pages.at(-1)!;
    for (const earlier of pages.slice(0, -1).reverse()) {
      page = await pageOf(`${query}&count=3&cursor=${page.previousCursor}`);
      expect(idsOf(page)).toEqual(idsOf(earlier));
    }
    expect(page.previousCursor).toBeUndefined();
    const again = await pageOf(`${query}&count=3&cursor=${page.nextCursor}`);
    expect(idsOf(again)).toEqual(idsOf(pages[1]!));
  });
});

test('a cursor is unreserved characters and shows nothing of what it stands for (RFC 9865 §2)', async () => {
  const { nextCursor } = await pageOf('sortBy=userName&count=3&cursor');
  expect(nextCursor).toMatch(/^[A-Za-z0-9._~-]+$/);
  expect(Buffer.from(nextCursor!, 'base64url').toString('latin1')).not.toContain('example');
});

test('a page that ends exactly at the end is the last (RFC 9865 §2)', async () => {
  const page = await pageOf('count=11&cursor');
  expect([page.Resources.length, page.nextCursor, page.previousCursor]).toEqual([11, undefined, undefined]);
});

test('people who come and go between pages move nobody else (RFC 9865 §2)', async () => {
  const first = await pageOf('sortBy=userName&count=4&cursor');
  const rest = idsOf({ Resources: (await ask('sortBy=userName&startIndex=5')).body.Resources });
  const early = await tenant.createUser('0@example.com');
  await tenant.delete(`/Users/${idsOf(first).at(-1)}`);
  const second = await pageOf(`sortBy=userName&count=4&cursor=${first.nextCursor}`);
  expect(idsOf(second)).toEqual(rest.slice(0, 4));
  await tenant.delete(`/Users/${early.id}`);
});

test('count=0 is the total alone, also with a cursor (RFC 9865 §2)', async () => {
  const { body } = await ask('count=0&cursor');
  expect([body.Resources, body.nextCursor]).toEqual([[], undefined]);
  expect(body.totalResults).toBeGreaterThan(0);
});

test.each([
  'cursor=nonsense',
  'cursor=%00',
  'cursor=*',
  `cursor=${'A'.repeat(3000)}`,
  'cursor=$next&sortBy=userName',
  'cursor=$next&filter=title+pr',
  'cursor=$tampered',
])('%s is 400 invalidCursor (RFC 9865 §2.1)', async (query) => {
  const next = (await pageOf('count=3&cursor')).nextCursor!;
  const tampered = next.slice(0, -2) + (next.endsWith('AA') ? 'BB' : 'AA');
  const { status, body } = await ask(
    `count=3&${query.replace('$next', next).replace('$tampered', tampered)}`,
  );
  expect([status, body.schemas, body.scimType]).toEqual([400, [urns.error], 'invalidCursor']);
});

test("one endpoint's cursor is none of another (RFC 9865 §2.1)", async () => {
  const next = (await pageOf('count=3&cursor')).nextCursor!;
  expect((await tenant.get(`/Groups?count=3&cursor=${next}`)).body.scimType).toBe('invalidCursor');
});

test('another count than the first page had is 400 invalidCount (RFC 9865 §2.1)', async () => {
  const next = (await pageOf('count=3&cursor')).nextCursor!;
  for (const count of ['count=4', 'count=', 'count=three', '']) {
    const { status, body } = await ask(`${count}&cursor=${next}`);
    expect([count, status, body.scimType]).toEqual([count, 400, 'invalidCount']);
  }
});

test('cursor and startIndex together are refused, and index is the way without either (RFC 9865 §2.3)', async () => {
  const { status, body } = await ask('cursor&startIndex=1');
  expect([status, body.scimType]).toEqual([400, 'invalidValue']);
  const byDefault = (await ask('count=3')).body;
  expect([byDefault.startIndex, byDefault.nextCursor]).toEqual([1, undefined]);
});

test('a cursor of more than an hour ago is 400 expiredCursor (RFC 9865 §2.1)', async () => {
  const next = (await pageOf('count=3&cursor')).nextCursor!;
  await using later = await startScim({
    databaseUrl: api.databaseUrl,
    now: () => new Date(Date.now() + 3_601_000),
  });
  const headers = { Authorization: `Bearer ${tenant.token}` };
  const { status, body } = await later.send({
    method: 'GET',
    path: `${tenant.path}/Users?count=3&cursor=${next}`,
    headers,
  });
  expect([status, body.scimType]).toEqual([400, 'expiredCursor']);
});

test('ways of paging and their limits are advertised (RFC 9865 §4)', async () => {
  const { pagination } = (await tenant.get('/ServiceProviderConfig')).body;
  expect(pagination).toEqual({
    cursor: true,
    index: true,
    defaultPaginationMethod: 'index',
    defaultPageSize: 100,
    maxPageSize: 1000,
    cursorTimeout: 3600,
  });
});
