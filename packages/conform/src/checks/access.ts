import type { Check } from '../check.ts';
import { expect, expectError, expectStatus } from '../expect.ts';

/** Who may ask, by which method, and /Me. */
export const accessChecks: readonly Check[] = [
  {
    section: 'RFC 7644 §2',
    level: 'MUST',
    title: 'a request without credentials is 401 and says how to authenticate',
    run: async (server) => {
      const answer = await server.get(server.users, { headers: { Authorization: '' } });
      expectStatus(answer, 401);
      expect(answer, answer.headers.get('www-authenticate'), 'a WWW-Authenticate header');
    },
  },
  {
    section: 'RFC 7644 §2',
    level: 'MUST',
    title: 'a token nobody gave out is 401 and says how to authenticate',
    run: async (server) => {
      const headers = { Authorization: 'Bearer conform-invented-token' };
      const answer = await server.get(server.users, { headers });
      expectStatus(answer, 401);
      expect(answer, answer.headers.get('www-authenticate'), 'a WWW-Authenticate header');
    },
  },
  {
    section: 'RFC 7644 §3.12',
    level: 'MUST',
    title: 'a refused token is answered with an error body',
    run: async (server) => {
      const headers = { Authorization: 'Bearer conform-invented-token' };
      expectError(await server.get(server.users, { headers }), 401);
    },
  },
  {
    section: 'RFC 7644 §2',
    level: 'MUST',
    title: 'without credentials nothing is created',
    needs: ['filter'],
    run: async (server) => {
      const body = server.userBody();
      expectStatus(await server.send('POST', server.users, { body, headers: { Authorization: '' } }), 401);
      const filter = encodeURIComponent(`userName eq "${body.userName}"`);
      const answer = await server.get(`${server.users}?filter=${filter}`);
      expect(answer, answer.body?.totalResults === 0, '"totalResults": 0');
    },
  },
  {
    section: 'RFC 7644 §3.11',
    level: 'MUST',
    title: '/Me is the subject of the token, or says that it is not offered',
    run: async (server) => {
      const answer = await server.get('/Me');
      expectStatus(answer, 200, 308, 307, 404, 501, 403);
      const location = answer.headers.get('location') ?? answer.headers.get('content-location');
      expect(answer, answer.status !== 200 || location, 'a Location of the resource that /Me stands for');
    },
  },
  {
    section: 'RFC 7644 §3.12',
    level: 'MUST',
    title: 'a refusal of /Me has an error body',
    run: async (server) => {
      const answer = await server.get('/Me');
      if (answer.status >= 400) expectError(answer, answer.status);
    },
  },
  {
    section: 'RFC 7644 §3.12',
    level: 'SHOULD',
    title: 'an error has a detail for people',
    run: async (server) => {
      const answer = await server.get(`${server.users}/no-such-id`);
      expectError(answer, 404);
      expect(answer, typeof answer.body.detail === 'string' && answer.body.detail !== '', 'a detail');
    },
  },
  {
    section: 'RFC 7644 §3.2',
    level: 'SHOULD',
    title: 'a method that an endpoint does not have is refused',
    run: async (server) => expectStatus(await server.delete(server.users), 404, 405, 501),
  },
];
