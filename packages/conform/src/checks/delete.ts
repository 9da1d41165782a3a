import type { Check } from '../check.ts';
import { expect, expectError, expectList, expectStatus } from '../expect.ts';
import type { Server } from '../server/server.ts';

const section = 'RFC 7644 §3.6';
async function deleted(server: Server) {
  const user = await server.makeUser();
  const answer = await server.delete(server.at(user));
  expectStatus(answer, 204);
  return { user, answer };
}

/** DELETE. */
export const deleteChecks: readonly Check[] = [
  {
    section,
    level: 'MUST',
    title: 'a deletion is answered with 204 and no body',
    run: async (server) => {
      const { answer } = await deleted(server);
      expect(answer, answer.text === '', 'an empty body');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a deleted resource is 404 to read',
    run: async (server) => expectError(await server.get(server.at((await deleted(server)).user)), 404),
  },
  {
    section,
    level: 'MUST',
    title: 'a deleted resource is 404 to delete',
    run: async (server) => expectError(await server.delete(server.at((await deleted(server)).user)), 404),
  },
  {
    section,
    level: 'MUST',
    title: 'a deleted resource is 404 to replace, and is not made anew',
    run: async (server) => {
      const { user } = await deleted(server);
      expectError(await server.put(server.at(user), server.userBody()), 404);
      expectStatus(await server.get(server.at(user)), 404);
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a deleted resource is 404 to patch',
    needs: ['patch'],
    run: async (server) => {
      const { user } = await deleted(server);
      const operation = { op: 'replace', path: 'userName', value: server.name() };
      expectError(await server.patch(server.at(user), [operation]), 404);
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a deleted resource is in no query any more',
    needs: ['filter'],
    run: async (server) => {
      const { user } = await deleted(server);
      const answer = await server.get(
        `${server.users}?filter=${encodeURIComponent(`userName eq "${user.userName}"`)}`,
      );
      expect(answer, expectList(answer).length === 0 && answer.body.totalResults === 0, '"totalResults": 0');
    },
  },
  {
    section,
    level: 'SHOULD',
    title: 'the userName of a deleted User can be given again',
    run: async (server) => {
      const { user } = await deleted(server);
      expectStatus(await server.post(server.users, server.userBody({ userName: user.userName })), 201);
    },
  },
  {
    section: 'RFC 7644 §3.12',
    level: 'MUST',
    title: 'deleting what never existed is 404 with an error body',
    run: async (server) =>
      expectError(await server.delete(`${server.users}/00000000-0000-4000-8000-000000000000`), 404),
  },
];
