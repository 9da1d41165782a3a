import type { Check } from '../check.ts';
import { expect, expectError, expectList, expectStatus, orDeclined } from '../expect.ts';
import type { Server } from '../server/server.ts';
import { urns } from '../urns.ts';
import { people } from './people.ts';

const needs = ['cursor', 'filter'] as const;
async function page(server: Server, cursor: string, count = 2) {
  const { tag } = await people(server);
  const filter = encodeURIComponent(`userName sw "${tag}"`);
  const answer = await server.get(
    `${server.users}?filter=${filter}&count=${count}&cursor=${encodeURIComponent(cursor)}`,
  );
  return { answer, found: expectList(orDeclined(answer)) };
}

/** Paging by cursor (RFC 9865). */
export const cursorChecks: readonly Check[] = [
  {
    section: 'RFC 9865 §2',
    level: 'MUST',
    title: 'an empty cursor asks for the first page, which has a nextCursor',
    needs,
    run: async (server) => {
      const { answer, found } = await page(server, '');
      const { nextCursor } = answer.body;
      expect(answer, found.length > 0 && found.length <= 2, 'one or two Users');
      expect(answer, typeof nextCursor === 'string' && nextCursor !== '', 'a nextCursor');
    },
  },
  {
    section: 'RFC 9865 §2',
    level: 'MUST',
    title: 'a cursor is made of characters that need no encoding in a URL',
    needs,
    run: async (server) => {
      const { answer } = await page(server, '');
      expect(
        answer,
        /^[\w.~-]+$/.test(answer.body.nextCursor),
        'a nextCursor of unreserved characters (RFC 3986 §2.3)',
      );
    },
  },
  {
    section: 'RFC 9865 §2',
    level: 'MUST',
    title: 'following nextCursor finds every resource once and ends',
    needs,
    run: async (server) => {
      const seen: string[] = [];
      for (let cursor: string | undefined = ''; cursor !== undefined;) {
        const { answer, found } = await page(server, cursor, 1);
        seen.push(...found.map(({ id }) => id));
        expect(answer, new Set(seen).size === seen.length && seen.length <= 3, 'no User twice');
        cursor = answer.body.nextCursor;
        expect(answer, found.length > 0 || cursor === undefined, 'Users, or the end');
      }
      const { answer } = await page(server, '', 3);
      expect(answer, seen.length === 3, 'three Users over all pages');
    },
  },
  {
    section: 'RFC 9865 §2',
    level: 'MUST',
    title: 'the last page has no nextCursor',
    needs,
    run: async (server) => {
      const { answer } = await page(server, '', 100);
      expect(answer, answer.body.nextCursor === undefined, 'no nextCursor');
    },
  },
  {
    section: 'RFC 9865 §2.1',
    level: 'SHOULD',
    title: 'a cursor that was never given out is invalidCursor',
    needs,
    run: async (server) =>
      expectError(await server.get(`${server.users}?cursor=conform-invented`), 400, 'invalidCursor'),
  },
  {
    section: 'RFC 9865 §2.1',
    level: 'SHOULD',
    title: 'a cursor of another query is refused',
    needs,
    run: async (server) => {
      const { answer } = await page(server, '', 1);
      const filter = encodeURIComponent('userName eq "x"');
      const cursor = encodeURIComponent(answer.body.nextCursor);
      expectStatus(await server.get(`${server.users}?filter=${filter}&count=1&cursor=${cursor}`), 400);
    },
  },
  {
    section: 'RFC 9865 §2.2',
    level: 'SHOULD',
    title: 'pages by cursor keep the order that sortBy asks for',
    needs: [...needs, 'sort'],
    run: async (server) => {
      const { tag, anna, bob, cleo } = await people(server);
      const query = `filter=${encodeURIComponent(`userName sw "${tag}"`)}&sortBy=userName&sortOrder=descending&count=2`;
      const first = await server.get(`${server.users}?${query}&cursor=`);
      const seen = expectList(first).map(({ id }) => id);
      const cursor = encodeURIComponent(first.body.nextCursor);
      const second = await server.get(`${server.users}?${query}&cursor=${cursor}`);
      seen.push(...expectList(second).map(({ id }) => id));
      expect(second, seen.join() === [cleo.id, bob.id, anna.id].join(), 'cleo, bob and anna in this order');
    },
  },
  {
    section: 'RFC 9865 §3',
    level: 'MUST',
    title: 'a search by POST is paged by cursor too',
    needs: [...needs, 'search'],
    run: async (server) => {
      const { tag } = await people(server);
      const body = { schemas: [urns.search], filter: `userName sw "${tag}"`, count: 2 };
      const first = await server.post(`${server.users}/.search`, { ...body, cursor: '' });
      const seen = expectList(first).map(({ id }) => id);
      expect(first, first.body.nextCursor, 'a nextCursor');
      const second = await server.post(`${server.users}/.search`, { ...body, cursor: first.body.nextCursor });
      seen.push(...expectList(second).map(({ id }) => id));
      expect(second, new Set(seen).size === 3, 'what was left of three Users');
    },
  },
  {
    section: 'RFC 9865 §4',
    level: 'MUST',
    title: 'ServiceProviderConfig says whether paging by cursor and by index is possible',
    needs: ['cursor'],
    run: async (server) => {
      const answer = await server.get('/ServiceProviderConfig');
      const { cursor, index } = answer.body?.pagination ?? {};
      expect(
        answer,
        typeof cursor === 'boolean' && typeof index === 'boolean',
        'pagination.cursor and pagination.index',
      );
    },
  },
  {
    section: 'RFC 9865 §4',
    level: 'MUST',
    title: 'what pagination says of page sizes and timeouts are whole numbers',
    needs: ['cursor'],
    run: async (server) => {
      const answer = await server.get('/ServiceProviderConfig');
      for (const name of ['defaultPageSize', 'maxPageSize', 'cursorTimeout']) {
        const value: unknown = answer.body?.pagination?.[name];
        expect(
          answer,
          value === undefined || Number.isInteger(value),
          `pagination.${name} as a whole number`,
        );
      }
    },
  },
];
