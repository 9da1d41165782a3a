import type { Check } from '../check.ts';
import { expect, expectError, expectStatus } from '../expect.ts';
import { urns } from '../urns.ts';

/** GET of one resource. */
export const getChecks: readonly Check[] = [
  {
    section: 'RFC 7644 §3.4.1',
    level: 'MUST',
    title: 'a User is answered by its id',
    run: async (server) => {
      const user = await server.makeUser();
      const answer = await server.get(server.at(user));
      expectStatus(answer, 200);
      const isIt = answer.body?.id === user.id && answer.body?.userName === user.userName;
      expect(answer, isIt, `the User ${user.id} with its userName`);
    },
  },
  {
    section: 'RFC 7644 §3.4.1',
    level: 'MUST',
    title: 'an id that does not exist is 404 with an error body',
    run: async (server) =>
      expectError(await server.get(`${server.users}/00000000-0000-4000-8000-000000000000`), 404),
  },
  {
    section: 'RFC 7644 §3.12',
    level: 'MUST',
    title: 'an id that no resource could have is 404 with an error body',
    run: async (server) => expectError(await server.get(`${server.users}/no-such-id`), 404),
  },
  {
    section: 'RFC 7643 §3',
    level: 'MUST',
    title: 'a User names its schema in schemas',
    run: async (server) => {
      const answer = await server.get(server.at(await server.makeUser()));
      expect(answer, answer.body?.schemas?.includes(urns.user), `${urns.user} in schemas`);
    },
  },
  {
    section: 'RFC 7643 §3.1',
    level: 'MUST',
    title: 'meta tells the resource type, as ResourceTypes names it',
    run: async (server) => {
      const answer = await server.get(server.at(await server.makeUser()));
      expect(answer, answer.body?.meta?.resourceType === 'User', '"meta.resourceType": "User"');
    },
  },
  {
    section: 'RFC 7643 §2.3.5',
    level: 'MUST',
    title: 'where meta has created and lastModified, they are dateTimes',
    run: async (server) => {
      const answer = await server.get(server.at(await server.makeUser()));
      const { created, lastModified } = answer.body?.meta ?? {};
      for (const each of [created, lastModified]) {
        const isRight =
          each === undefined || (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(each) && !isNaN(Date.parse(each)));
        expect(answer, isRight, 'meta.created and meta.lastModified as xsd:dateTime');
      }
    },
  },
  {
    section: 'RFC 7643 §3.1',
    level: 'MUST',
    title: 'externalId is kept as the client wrote it',
    run: async (server) => {
      const externalId = `${server.name()}-ÄbC`;
      const answer = await server.get(server.at(await server.makeUser({ externalId })));
      expect(answer, answer.body?.externalId === externalId, `"externalId": "${externalId}"`);
    },
  },
  {
    section: 'RFC 7644 §3.12',
    level: 'MUST',
    title: 'an endpoint that does not exist is 404',
    run: async (server) => expectStatus(await server.get('/NoSuchEndpoint'), 404),
  },
];
