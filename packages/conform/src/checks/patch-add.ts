import type { Check } from '../check.ts';
import { expect, expectError, expectStatus } from '../expect.ts';
import type { Json } from '../http/json.ts';
import { addresses, mails, patched } from './patched.ts';

const section = 'RFC 7644 §3.5.2.1';
const emails = ['patch', 'User.emails.value', 'User.emails.type'] as const;

/** PATCH add. */
export const patchAddChecks: readonly Check[] = [
  {
    section,
    level: 'MUST',
    title: 'add gives an attribute that had no value its value',
    needs: ['patch', 'User.title'],
    run: async (server) => {
      const read = await patched(server, {}, { op: 'add', path: 'title', value: 'Engineer' });
      expect(read, read.body.title === 'Engineer', '"title": "Engineer"');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'add replaces the value of an attribute that has one',
    needs: ['patch', 'User.title'],
    run: async (server) => {
      const read = await patched(
        server,
        { title: 'Engineer' },
        { op: 'add', path: 'title', value: 'Architect' },
      );
      expect(read, read.body.title === 'Architect', '"title": "Architect"');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'add without a path adds each attribute of the value',
    needs: ['patch', 'User.title', 'User.nickName'],
    run: async (server) => {
      const read = await patched(
        server,
        { title: 'Engineer' },
        { op: 'add', value: { nickName: 'Anna', title: 'Boss' } },
      );
      expect(
        read,
        read.body.nickName === 'Anna' && read.body.title === 'Boss',
        '"nickName": "Anna" and "title": "Boss"',
      );
    },
  },
  {
    section,
    level: 'MUST',
    title: 'add to a complex attribute keeps its other sub-attributes',
    needs: ['patch', 'User.name.givenName', 'User.name.familyName'],
    run: async (server) => {
      const name = { givenName: 'Anna', familyName: 'Berg' };
      const read = await patched(
        server,
        { name },
        { op: 'add', path: 'name', value: { familyName: 'Dahl' } },
      );
      const { givenName, familyName } = read.body.name ?? {};
      expect(read, givenName === 'Anna' && familyName === 'Dahl', 'givenName "Anna" and familyName "Dahl"');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'add reaches a sub-attribute of an attribute that had no value',
    needs: ['patch', 'User.name.honorificPrefix'],
    run: async (server) => {
      const read = await patched(server, {}, { op: 'add', path: 'name.honorificPrefix', value: 'Dr.' });
      expect(read, read.body.name?.honorificPrefix === 'Dr.', '"name.honorificPrefix": "Dr."');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'add to many values keeps those that are there',
    needs: emails,
    run: async (server) => {
      const { work, home, other } = mails(server);
      const read = await patched(
        server,
        { emails: [work] },
        { op: 'add', path: 'emails', value: [home, other] },
      );
      expect(read, addresses(read) === [home.value, other.value, work.value].join(), 'all three emails');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'add without a path adds to many values too',
    needs: emails,
    run: async (server) => {
      const { work, home } = mails(server);
      const read = await patched(server, { emails: [work] }, { op: 'add', value: { emails: [home] } });
      expect(read, addresses(read) === [home.value, work.value].join(), 'both emails');
    },
  },
  {
    section,
    level: 'SHOULD',
    title: 'add of a value that is there already does not add it twice',
    needs: emails,
    run: async (server) => {
      const { work } = mails(server);
      const read = await patched(server, { emails: [work] }, { op: 'add', path: 'emails', value: [work] });
      expect(read, addresses(read) === work.value, 'the email once');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'add of what is there already does not change meta.lastModified',
    needs: ['patch', 'User.title'],
    run: async (server) => {
      const user = await server.makeUser({ title: 'Engineer' });
      const before = await server.get(server.at(user));
      // Some clocks tick in seconds.
      await new Promise((resolve) => setTimeout(resolve, 1100));
      const operation = { op: 'add', path: 'title', value: 'Engineer' };
      expectStatus(await server.patch(server.at(user), [operation]), 200, 204);
      const read = await server.get(server.at(user));
      const { lastModified } = before.body?.meta ?? {};
      expect(read, read.body?.meta?.lastModified === lastModified, `"meta.lastModified": "${lastModified}"`);
    },
  },
  {
    section: 'RFC 7644 §3.5.2',
    level: 'MUST',
    title: 'add of a primary value makes the others not primary',
    needs: [...emails, 'User.emails.primary'],
    run: async (server) => {
      const { work, home } = mails(server);
      const value = [{ ...home, primary: true }];
      const read = await patched(server, { emails: [work] }, { op: 'add', path: 'emails', value });
      const primaries = read.body.emails.filter(({ primary }: Json) => primary === true);
      expect(
        read,
        primaries.length === 1 && primaries[0].value === home.value,
        `"primary": true for ${home.value} alone`,
      );
    },
  },
  {
    section: 'RFC 7644 §3.12',
    level: 'MUST',
    title: 'add of a value of the wrong type is refused',
    needs: ['patch', 'User.name'],
    run: async (server) => {
      const operation = { op: 'add', path: 'name.givenName', value: { not: 'text' } };
      expectError(await server.patch(server.at(await server.makeUser()), [operation]), 400);
    },
  },
];
