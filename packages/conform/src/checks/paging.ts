import type { Check } from '../check.ts';
import { expect, expectList, expectStatus } from '../expect.ts';
import type { Server } from '../server/server.ts';

const section = 'RFC 7644 §3.4.2.4';
const needs = ['index'] as const;

/** A page of the users, after at least three of them exist. */
async function page(server: Server, query: string) {
  await server.once('three users', () => Promise.all([1, 2, 3].map(() => server.makeUser())));
  const answer = await server.get(`${server.users}?${query}`);
  return { answer, found: expectList(answer) };
}

/** Index paging. */
export const pagingChecks: readonly Check[] = [
  {
    section,
    level: 'MUST',
    title: 'a page has no more resources than count',
    run: async (server) => {
      const { answer, found } = await page(server, 'count=2');
      expect(answer, found.length <= 2, 'at most two Resources');
      expect(answer, answer.body.totalResults >= 3, 'totalResults of the query, not of the page');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a count of 0 gives totalResults alone',
    run: async (server) => {
      const { answer, found } = await page(server, 'count=0');
      expect(answer, found.length === 0 && answer.body.totalResults >= 3, 'totalResults and no Resources');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a negative count is read as 0',
    run: async (server) => {
      const { answer, found } = await page(server, 'count=-1');
      expect(answer, found.length === 0 && answer.body.totalResults >= 3, 'totalResults and no Resources');
    },
  },
  ...['0', '-5'].map((startIndex): Check => ({
    section,
    level: 'MUST',
    title: `a startIndex of ${startIndex} is read as 1`,
    needs,
    run: async (server) => {
      const first = await page(server, 'startIndex=1&count=1');
      const { answer, found } = await page(server, `startIndex=${startIndex}&count=1`);
      expect(answer, found[0]?.id === first.found[0]?.id, 'the first page');
      expect(answer, answer.body.startIndex === undefined || answer.body.startIndex === 1, '"startIndex": 1');
    },
  })),
  {
    section,
    level: 'MUST',
    title: 'pages one after another hold every resource once',
    needs,
    run: async (server) => {
      const { answer: whole } = await page(server, 'count=0');
      const total: number = whole.body.totalResults;
      const seen: string[] = [];
      const most = Math.min(total, 60);
      while (seen.length < most) {
        const { answer, found } = await page(server, `startIndex=${seen.length + 1}&count=5`);
        expect(answer, found.length > 0, `a page from ${seen.length + 1} on`);
        seen.push(...found.map(({ id }) => id));
        expect(answer, new Set(seen).size === seen.length, 'no resource twice');
      }
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a page beyond the end is empty and tells totalResults',
    needs,
    run: async (server) => {
      const { answer, found } = await page(server, 'startIndex=100000000&count=5');
      expect(answer, found.length === 0, 'no Resources');
      expect(answer, answer.body.totalResults >= 3, 'totalResults of the query');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'startIndex is echoed',
    needs,
    run: async (server) => {
      const { answer } = await page(server, 'startIndex=2&count=1');
      expect(answer, answer.body.startIndex === 2, '"startIndex": 2');
    },
  },
  {
    section: 'RFC 7644 §3.12',
    level: 'SHOULD',
    title: 'a count that is no number is refused',
    run: async (server) => expectStatus(await server.get(`${server.users}?count=many`), 400),
  },
];
