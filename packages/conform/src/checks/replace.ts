import type { Check } from '../check.ts';
import { expect, expectError, expectStatus, isUnassigned } from '../expect.ts';
import type { Json } from '../http/json.ts';
import type { Server } from '../server/server.ts';

const section = 'RFC 7644 §3.5.1';
async function replaced(server: Server, before: object, change: (user: Json) => object) {
  const user = await server.makeUser(before);
  const sent = server.userBody({ userName: user.userName, ...change(user) });
  const answer = await server.put(server.at(user), sent);
  expectStatus(answer, 200);
  const read = await server.get(server.at(user));
  return { user, answer, read };
}

/** PUT replaces a resource. */
export const replaceChecks: readonly Check[] = [
  {
    section,
    level: 'MUST',
    title: 'a replacement is answered with 200 and the whole resource',
    run: async (server) => {
      const { user, answer } = await replaced(server, {}, () => ({}));
      const isWhole =
        answer.body?.id === user.id && answer.body?.userName === user.userName && answer.body?.meta;
      expect(answer, isWhole, 'the resource with id, userName and meta');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a replacement sets what it holds',
    needs: ['User.displayName'],
    run: async (server) => {
      const { read } = await replaced(server, { displayName: 'Before' }, () => ({ displayName: 'After' }));
      expect(read, read.body?.displayName === 'After', '"displayName": "After"');
    },
  },
  {
    section: 'RFC 7643 §2.5',
    level: 'MUST',
    title: 'null in a replacement clears an attribute',
    needs: ['User.title'],
    run: async (server) => {
      const { read } = await replaced(server, { title: 'Engineer' }, () => ({ title: null }));
      expect(read, isUnassigned(read.body?.title), 'no title');
    },
  },
  {
    section: 'RFC 7643 §2.5',
    level: 'MUST',
    title: 'an empty array in a replacement clears many values',
    needs: ['User.phoneNumbers.value'],
    run: async (server) => {
      const phoneNumbers = [{ value: 'tel:+45-5550-0100' }];
      const { read } = await replaced(server, { phoneNumbers }, () => ({ phoneNumbers: [] }));
      expect(read, isUnassigned(read.body?.phoneNumbers), 'no phoneNumbers');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'many values in a replacement take the place of those before',
    needs: ['User.phoneNumbers.value'],
    run: async (server) => {
      const [before, after] = [[{ value: 'tel:+45-5550-0100' }], [{ value: 'tel:+45-5550-0111' }]];
      const { read } = await replaced(server, { phoneNumbers: before }, () => ({ phoneNumbers: after }));
      const numbers = (read.body?.phoneNumbers ?? []).map(({ value }: Json) => value);
      expect(read, numbers.join() === 'tel:+45-5550-0111', 'the new phone number alone');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'readOnly attributes in a replacement are ignored',
    run: async (server) => {
      const meta = { resourceType: 'Robot', created: '1999-01-01T00:00:00Z' };
      const { user, read } = await replaced(server, {}, () => ({ id: 'another', meta }));
      const isSame = read.body?.id === user.id && read.body?.meta?.resourceType === 'User';
      expect(read, isSame && read.body.meta.created === user.meta.created, 'id and meta as they were');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a replacement keeps id and meta.created',
    run: async (server) => {
      const { user, read } = await replaced(server, {}, () => ({}));
      const isKept = read.body?.id === user.id && read.body?.meta?.created === user.meta?.created;
      expect(read, isKept, 'the id and the meta.created of the creation');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a replacement never creates',
    run: async (server) =>
      expectError(
        await server.put(`${server.users}/00000000-0000-4000-8000-000000000000`, server.userBody()),
        404,
      ),
  },
  {
    section,
    level: 'MUST',
    title: 'a replacement without a required attribute is refused and changes nothing',
    run: async (server) => {
      const user = await server.makeUser();
      const { userName: _, ...rest } = server.userBody();
      expectError(await server.put(server.at(user), rest), 400);
      const read = await server.get(server.at(user));
      expect(read, read.body?.userName === user.userName, 'the userName as it was');
    },
  },
  {
    section: 'RFC 7644 §3.12',
    level: 'MUST',
    title: 'a replacement that takes the userName of another is 409 uniqueness',
    run: async (server) => {
      const [one, two] = [await server.makeUser(), await server.makeUser()];
      const answer = await server.put(server.at(two), server.userBody({ userName: one.userName }));
      expectError(answer, 409, { ifTold: 'uniqueness' });
    },
  },
];
