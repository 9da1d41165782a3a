import type { Check } from '../check.ts';
import { expect, expectList, expectStatus } from '../expect.ts';
import type { Answer } from '../http/exchange.ts';

const isScim = (answer: Answer) =>
  expect(
    answer,
    answer.headers.get('content-type')?.toLowerCase().startsWith('application/scim+json'),
    'Content-Type: application/scim+json',
  );

/** Media types and character sets. */
export const mediaTypeChecks: readonly Check[] = [
  {
    section: 'RFC 7644 §3.8',
    level: 'MUST',
    title: 'who accepts application/scim+json gets it',
    run: async (server) => {
      const answer = await server.get(`${server.users}?count=1`, {
        headers: { Accept: 'application/scim+json' },
      });
      expectList(answer);
      isScim(answer);
    },
  },
  {
    section: 'RFC 7644 §3.8',
    level: 'SHOULD',
    title: 'who accepts application/json is answered',
    run: async (server) => {
      const answer = await server.get(`${server.users}?count=1`, { headers: { Accept: 'application/json' } });
      expectList(answer);
      expect(answer, /json/i.test(answer.headers.get('content-type') ?? ''), 'a Content-Type of JSON');
    },
  },
  {
    section: 'RFC 7644 §3.8',
    level: 'MUST',
    title: 'who says nothing of what is acceptable gets application/scim+json',
    run: async (server) => {
      const answer = await server.get(`${server.users}?count=1`, { headers: { Accept: '*/*' } });
      expectList(answer);
      isScim(answer);
    },
  },
  {
    section: 'RFC 7644 §3.1',
    level: 'SHOULD',
    title: 'a body of application/json is read',
    run: async (server) => {
      const headers = { 'Content-Type': 'application/json' };
      expectStatus(await server.send('POST', server.users, { body: server.userBody(), headers }), 201);
    },
  },
  {
    section: 'RFC 7644 §3.1',
    level: 'MUST',
    title: 'a body of application/scim+json with a charset is read',
    run: async (server) => {
      const headers = { 'Content-Type': 'application/scim+json; charset=utf-8' };
      expectStatus(await server.send('POST', server.users, { body: server.userBody(), headers }), 201);
    },
  },
  {
    section: 'RFC 7644 §3.1',
    level: 'SHOULD',
    title: 'a body of another media type is refused',
    run: async (server) => {
      const headers = { 'Content-Type': 'text/plain' };
      expectStatus(await server.send('POST', server.users, { body: server.userBody(), headers }), 415, 400);
    },
  },
  {
    section: 'RFC 7644 §3.8',
    level: 'MUST',
    title: 'text beyond ASCII comes back as it went in',
    needs: ['User.displayName'],
    run: async (server) => {
      const displayName = 'Åse Ängström 王小明 👩🏽‍🚀 “quoted” \\ / end';
      const answer = await server.get(server.at(await server.makeUser({ displayName })));
      expect(
        answer,
        answer.body?.displayName === displayName,
        `"displayName": ${JSON.stringify(displayName)}`,
      );
    },
  },
  {
    section: 'RFC 7644 §3.1',
    level: 'MUST',
    title: 'an error is application/scim+json too',
    run: async (server) => {
      const answer = await server.get(`${server.users}/no-such-id`);
      expectStatus(answer, 404);
      isScim(answer);
    },
  },
];
