import type { Check } from '../check.ts';
import { expect, expectError, expectStatus } from '../expect.ts';
import { urns } from '../urns.ts';

const section = 'RFC 7644 §3.5.2';
const needs = ['patch', 'User.displayName'] as const;

/** The message of a PATCH, its refusals and its atomicity. */
export const patchMessageChecks: readonly Check[] = [
  {
    section,
    level: 'MUST',
    title: 'a PATCH is answered with 200 and the resource, or with 204',
    needs,
    run: async (server) => {
      const user = await server.makeUser();
      const answer = await server.patch(server.at(user), [
        { op: 'replace', path: 'displayName', value: 'Changed' },
      ]);
      expectStatus(answer, 200, 204);
      const isWhole = answer.body?.id === user.id && answer.body?.displayName === 'Changed';
      expect(
        answer,
        answer.status === 204 ? answer.text === '' : isWhole,
        'the changed resource, or no body',
      );
    },
  },
  {
    section,
    level: 'MUST',
    title: 'operations are applied in order',
    needs,
    run: async (server) => {
      const user = await server.makeUser();
      const set = (value: string) => ({ op: 'replace', path: 'displayName', value });
      expectStatus(await server.patch(server.at(user), [set('First'), set('Second')]), 200, 204);
      const read = await server.get(server.at(user));
      expect(read, read.body?.displayName === 'Second', '"displayName": "Second"');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a PATCH of which one operation fails changes nothing',
    needs,
    run: async (server) => {
      const user = await server.makeUser({ displayName: 'Before' });
      const answer = await server.patch(server.at(user), [
        { op: 'replace', path: 'displayName', value: 'After' },
        { op: 'remove' },
      ]);
      expectStatus(answer, 400);
      const read = await server.get(server.at(user));
      expect(read, read.body?.displayName === 'Before', '"displayName": "Before"');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a PATCH without its schema is refused',
    needs,
    run: async (server) => {
      const operation = { op: 'replace', path: 'displayName', value: 'Changed' };
      const body = { Operations: [operation] };
      expectError(await server.send('PATCH', server.at(await server.makeUser()), { body }), 400);
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a PATCH without Operations is refused',
    needs,
    run: async (server) => {
      const body = { schemas: [urns.patch] };
      expectError(await server.send('PATCH', server.at(await server.makeUser()), { body }), 400);
    },
  },
  {
    section,
    level: 'MUST',
    title: 'an op that is not add, remove or replace is refused',
    needs,
    run: async (server) => {
      const operation = { op: 'rename', path: 'displayName', value: 'Changed' };
      expectError(await server.patch(server.at(await server.makeUser()), [operation]), 400);
    },
  },
  {
    section: 'RFC 7644 §3.12',
    level: 'MUST',
    title: 'a path that cannot be read is invalidPath',
    needs: [...needs, 'User.emails'],
    run: async (server) => {
      const operation = { op: 'replace', path: 'emails[type eq', value: 'x' };
      expectError(await server.patch(server.at(await server.makeUser()), [operation]), 400, {
        ifTold: 'invalidPath',
      });
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a readOnly attribute as target is mutability',
    needs,
    run: async (server) => {
      const operation = { op: 'replace', path: 'id', value: 'another' };
      expectError(await server.patch(server.at(await server.makeUser()), [operation]), 400, {
        ifTold: 'mutability',
      });
    },
  },
  {
    section,
    level: 'MUST',
    title: 'the groups of a User cannot be patched through the User',
    needs: [...needs, 'User.groups', 'Group'],
    run: async (server) => {
      const [user, group] = [await server.makeUser(), await server.makeGroup()];
      const operation = { op: 'add', path: 'groups', value: [{ value: group.id }] };
      expectError(await server.patch(server.at(user), [operation]), 400, { ifTold: 'mutability' });
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a PATCH that takes the userName of another is 409 and changes nothing',
    needs,
    run: async (server) => {
      const [one, two] = [await server.makeUser(), await server.makeUser()];
      const operation = { op: 'replace', path: 'userName', value: one.userName };
      expectError(await server.patch(server.at(two), [operation]), 409, { ifTold: 'uniqueness' });
      const read = await server.get(server.at(two));
      expect(read, read.body?.userName === two.userName, 'the userName as it was');
    },
  },
  {
    section: 'RFC 7644 §3.12',
    level: 'MUST',
    title: 'a value of the wrong type is refused',
    needs: [...needs, 'User.active'],
    run: async (server) => {
      const operation = { op: 'replace', path: 'active', value: 'perhaps' };
      expectError(await server.patch(server.at(await server.makeUser()), [operation]), 400, {
        ifTold: 'invalidValue',
      });
    },
  },
  {
    section,
    level: 'MUST',
    title: 'PATCH of an id that does not exist is 404',
    needs,
    run: async (server) => {
      const operation = { op: 'replace', path: 'displayName', value: 'x' };
      const place = `${server.users}/00000000-0000-4000-8000-000000000000`;
      expectError(await server.patch(place, [operation]), 404);
    },
  },
  {
    section: 'RFC 7643 §2.1',
    level: 'MUST',
    title: 'attribute names in a path are in any case of letters',
    needs,
    run: async (server) => {
      const user = await server.makeUser();
      const operation = { op: 'replace', path: 'DISPLAYNAME', value: 'Changed' };
      expectStatus(await server.patch(server.at(user), [operation]), 200, 204);
      const read = await server.get(server.at(user));
      expect(read, read.body?.displayName === 'Changed', '"displayName": "Changed"');
    },
  },
  {
    section: 'RFC 7644 §3.10',
    level: 'MUST',
    title: 'a path can name an attribute with its URN',
    needs,
    run: async (server) => {
      const user = await server.makeUser();
      const operation = { op: 'replace', path: `${urns.user}:displayName`, value: 'Changed' };
      expectStatus(await server.patch(server.at(user), [operation]), 200, 204);
      const read = await server.get(server.at(user));
      expect(read, read.body?.displayName === 'Changed', '"displayName": "Changed"');
    },
  },
];
