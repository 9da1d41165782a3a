import type { Check } from '../check.ts';
import { expect, expectList } from '../expect.ts';

/** Queries without a filter, and the ListResponse. */
export const listChecks: readonly Check[] = [
  {
    section: 'RFC 7644 §3.4.2',
    level: 'MUST',
    title: 'a query is answered with a ListResponse that has totalResults',
    run: async (server) => {
      await server.makeUser();
      const answer = await server.get(server.users);
      expectList(answer);
      expect(answer, answer.body.totalResults >= 1, 'totalResults of at least 1');
    },
  },
  {
    section: 'RFC 7644 §3.4.2',
    level: 'MUST',
    title: 'a query that matches nothing is 200 with totalResults 0',
    needs: ['filter'],
    run: async (server) => {
      const filter = encodeURIComponent(`userName eq "${server.name()}"`);
      const answer = await server.get(`${server.users}?filter=${filter}`);
      const found = expectList(answer);
      expect(
        answer,
        answer.body.totalResults === 0 && found.length === 0,
        '"totalResults": 0 and no Resources',
      );
    },
  },
  {
    section: 'RFC 7644 §3.4.2',
    level: 'MUST',
    title: 'a page of a query tells startIndex and itemsPerPage',
    needs: ['index'],
    run: async (server) => {
      await server.makeUser();
      await server.makeUser();
      const answer = await server.get(`${server.users}?count=1`);
      const found = expectList(answer);
      const { startIndex, itemsPerPage } = answer.body;
      expect(
        answer,
        startIndex === 1 && itemsPerPage === found.length,
        'startIndex, and itemsPerPage as many as there are',
      );
    },
  },
  {
    section: 'RFC 7644 §3.4.2',
    level: 'SHOULD',
    title: 'query parameters that nobody knows are ignored',
    run: async (server) => void expectList(await server.get(`${server.users}?count=1&noSuchParameter=1`)),
  },
];
