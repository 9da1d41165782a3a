import type { Check } from '../check.ts';
import { expect, expectError, expectList, orDeclined } from '../expect.ts';
import type { Server } from '../server/server.ts';
import { urns } from '../urns.ts';
import { people } from './people.ts';

const section = 'RFC 7644 §3.4.3';
const needs = ['search', 'filter'] as const;
const search = (server: Server, place: string, more: object) =>
  server.post(`${place}/.search`, { schemas: [urns.search], ...more });

/** Queries by POST. */
export const searchChecks: readonly Check[] = [
  {
    section,
    level: 'MUST',
    title: 'a search of Users finds what the same filter finds by GET',
    needs,
    run: async (server) => {
      const { tag, anna } = await people(server);
      const answer = await search(server, server.users, {
        filter: `userName eq "${tag}-anna@conform.example"`,
      });
      const found = expectList(orDeclined(answer));
      expect(answer, found.length === 1 && found[0].id === anna.id, `the User ${anna.id} alone`);
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a search shows only the attributes it names',
    needs: [...needs, 'User.displayName'],
    run: async (server) => {
      const { tag } = await people(server);
      const answer = await search(server, server.users, {
        filter: `userName sw "${tag}"`,
        attributes: ['displayName'],
      });
      const found = expectList(orDeclined(answer));
      const isRight = found.every(({ id, displayName, userName }) => id && displayName && !userName);
      expect(answer, found.length === 3 && isRight, 'displayName and id of three Users, and no userName');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a search leaves out what excludedAttributes names',
    needs: [...needs, 'User.displayName'],
    run: async (server) => {
      const { tag } = await people(server);
      const more = { filter: `userName sw "${tag}"`, excludedAttributes: ['displayName'] };
      const answer = await search(server, server.users, more);
      const found = expectList(orDeclined(answer));
      expect(
        answer,
        found.length === 3 && found.every((each) => !each.displayName),
        'three Users without displayName',
      );
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a search is paged by startIndex and count',
    needs: [...needs, 'index'],
    run: async (server) => {
      const { tag } = await people(server);
      const answer = await search(server, server.users, {
        filter: `userName sw "${tag}"`,
        startIndex: 3,
        count: 2,
      });
      const found = expectList(orDeclined(answer));
      expect(answer, found.length === 1 && answer.body.totalResults === 3, 'one User and "totalResults": 3');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a search is sorted by sortBy and sortOrder',
    needs: [...needs, 'sort'],
    run: async (server) => {
      const { tag, anna, bob, cleo } = await people(server);
      const order = { sortBy: 'userName', sortOrder: 'descending' };
      const answer = await search(server, server.users, { filter: `userName sw "${tag}"`, ...order });
      const ids = expectList(orDeclined(answer)).map(({ id }) => id);
      expect(answer, ids.join() === [cleo.id, bob.id, anna.id].join(), 'cleo, bob and anna in this order');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a search with a filter that cannot be read is invalidFilter',
    needs,
    run: async (server) =>
      expectError(await search(server, server.users, { filter: 'userName is' }), 400, 'invalidFilter'),
  },
  {
    section: 'RFC 7644 §3.4.2.1',
    level: 'MUST',
    title: 'a search at the root spans the resource types',
    needs: [...needs, 'Group'],
    run: async (server) => {
      const user = await server.makeUser();
      const group = await server.makeGroup();
      const filter = `userName eq "${user.userName}" or displayName eq "${group.displayName}"`;
      const answer = await search(server, '', { filter });
      const ids = expectList(orDeclined(answer)).map(({ id }) => id);
      expect(
        answer,
        ids.includes(user.id) && ids.includes(group.id) && ids.length === 2,
        'the User and the Group',
      );
    },
  },
  {
    section: 'RFC 7644 §3.4.2.1',
    level: 'MUST',
    title: 'a search at the root can filter by meta.resourceType',
    needs: [...needs, 'Group'],
    run: async (server) => {
      const group = await server.makeGroup();
      const filter = `meta.resourceType eq "User" and displayName eq "${group.displayName}"`;
      const answer = await search(server, '', { filter });
      expect(answer, expectList(orDeclined(answer)).length === 0, 'no Group');
    },
  },
];
