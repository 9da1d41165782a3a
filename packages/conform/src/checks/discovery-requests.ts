import type { Check } from '../check.ts';
import { expect, expectError, expectList, expectStatus } from '../expect.ts';

const endpoints = ['/ServiceProviderConfig', '/ResourceTypes', '/Schemas'];

/** What the discovery endpoints refuse and ignore. */
export const discoveryRequestChecks: readonly Check[] = [
  ...endpoints.map((endpoint): Check => ({
    section: 'RFC 7644 §4',
    level: 'SHOULD',
    title: `a filter on ${endpoint} is refused with 403`,
    run: async (server) => expectError(await server.get(`${endpoint}?filter=id+eq+%22x%22`), 403),
  })),
  ...['/ResourceTypes', '/Schemas'].map((endpoint): Check => ({
    section: 'RFC 7644 §4',
    level: 'MUST',
    title: `${endpoint} ignores sorting and paging`,
    run: async (server) => {
      const all = expectList(await server.get(endpoint));
      const answer = await server.get(`${endpoint}?startIndex=2&count=0&sortBy=id`);
      const isSame = expectList(answer).length === all.length;
      expect(answer, isSame, 'the same resources as without sortBy, startIndex and count');
    },
  })),
  ...endpoints.map((endpoint): Check => ({
    section: 'RFC 7644 §4',
    level: 'MUST',
    title: `${endpoint} cannot be written to`,
    run: async (server) => {
      const answer = await server.post(endpoint, { schemas: [], id: 'x' });
      expectStatus(answer, 404, 405, 501, 403, 400);
    },
  })),
];
