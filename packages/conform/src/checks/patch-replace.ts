import type { Check } from '../check.ts';
import { expect, expectError } from '../expect.ts';
import type { Json } from '../http/json.ts';
import { addresses, mails, patched } from './patched.ts';

const section = 'RFC 7644 §3.5.2.3';
const emails = ['patch', 'User.emails.value', 'User.emails.type'] as const;

/** PATCH replace. */
export const patchReplaceChecks: readonly Check[] = [
  {
    section,
    level: 'MUST',
    title: 'replace sets an attribute',
    needs: ['patch', 'User.title'],
    run: async (server) => {
      const read = await patched(
        server,
        { title: 'Engineer' },
        { op: 'replace', path: 'title', value: 'Architect' },
      );
      expect(read, read.body.title === 'Architect', '"title": "Architect"');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'replace of an attribute that has no value adds it',
    needs: ['patch', 'User.title'],
    run: async (server) => {
      const read = await patched(server, {}, { op: 'replace', path: 'title', value: 'Architect' });
      expect(read, read.body.title === 'Architect', '"title": "Architect"');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'replace without a path sets each attribute of the value and keeps the rest',
    needs: ['patch', 'User.title', 'User.nickName', 'User.displayName'],
    run: async (server) => {
      const before = { title: 'Engineer', displayName: 'Anna' };
      const read = await patched(server, before, { op: 'replace', value: { title: 'Boss', nickName: 'An' } });
      const { title, nickName, displayName } = read.body;
      const isRight = title === 'Boss' && nickName === 'An' && displayName === 'Anna';
      expect(read, isRight, 'title "Boss", nickName "An" and displayName "Anna"');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'replace of a complex attribute changes only the sub-attributes in the value',
    needs: ['patch', 'User.name.givenName', 'User.name.familyName'],
    run: async (server) => {
      const name = { givenName: 'Anna', familyName: 'Berg' };
      const read = await patched(
        server,
        { name },
        { op: 'replace', path: 'name', value: { familyName: 'Dahl' } },
      );
      const { givenName, familyName } = read.body.name ?? {};
      expect(read, givenName === 'Anna' && familyName === 'Dahl', 'givenName "Anna" and familyName "Dahl"');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'replace of a sub-attribute keeps the others',
    needs: ['patch', 'User.name.givenName', 'User.name.familyName'],
    run: async (server) => {
      const name = { givenName: 'Anna', familyName: 'Berg' };
      const read = await patched(server, { name }, { op: 'replace', path: 'name.familyName', value: 'Dahl' });
      const { givenName, familyName } = read.body.name ?? {};
      expect(read, givenName === 'Anna' && familyName === 'Dahl', 'givenName "Anna" and familyName "Dahl"');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'replace of many values replaces them all',
    needs: emails,
    run: async (server) => {
      const { work, home, other } = mails(server);
      const value = [other];
      const read = await patched(server, { emails: [work, home] }, { op: 'replace', path: 'emails', value });
      expect(read, addresses(read) === other.value, 'the new email alone');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'replace by a filter reaches the sub-attribute of the values that match',
    needs: emails,
    run: async (server) => {
      const { work, home, other } = mails(server);
      const operation = { op: 'replace', path: 'emails[type eq "work"].value', value: other.value };
      const read = await patched(server, { emails: [work, home] }, operation);
      expect(
        read,
        addresses(read) === [home.value, other.value].join(),
        'a new work email, and home as it was',
      );
    },
  },
  {
    section,
    level: 'MUST',
    title: 'replace by a filter replaces the values that match',
    needs: emails,
    run: async (server) => {
      const { work, home, other } = mails(server);
      const value = { type: 'work', value: other.value };
      const operation = { op: 'replace', path: 'emails[type eq "work"]', value };
      const read = await patched(server, { emails: [work, home] }, operation);
      expect(
        read,
        addresses(read) === [home.value, other.value].join(),
        'a new work email, and home as it was',
      );
    },
  },
  {
    section,
    level: 'MUST',
    title: 'replace by a filter that matches nothing is noTarget',
    needs: emails,
    run: async (server) => {
      const { work, other } = mails(server);
      const user = await server.makeUser({ emails: [work] });
      const operation = {
        op: 'replace',
        path: 'emails[type eq "other"].value',
        value: other.value,
      };
      expectError(await server.patch(server.at(user), [operation]), 400, 'noTarget');
    },
  },
  {
    section: 'RFC 7644 §3.5.2',
    level: 'MUST',
    title: 'a value made primary by replace makes the others not primary',
    needs: [...emails, 'User.emails.primary'],
    run: async (server) => {
      const { work, home } = mails(server);
      const operation = { op: 'replace', path: 'emails[type eq "home"].primary', value: true };
      const read = await patched(server, { emails: [work, home] }, operation);
      const primaries = read.body.emails.filter(({ primary }: Json) => primary === true);
      expect(
        read,
        primaries.length === 1 && primaries[0].value === home.value,
        `"primary": true for ${home.value} alone`,
      );
    },
  },
  {
    section: 'RFC 7644 §3.5.2',
    level: 'MUST',
    title: 'the last value made primary in one PATCH is the primary one',
    needs: [...emails, 'User.emails.primary'],
    run: async (server) => {
      const { work, home } = mails(server);
      const primary = (type: string) => ({
        op: 'replace',
        path: `emails[type eq "${type}"].primary`,
        value: true,
      });
      const read = await patched(server, { emails: [work, home] }, primary('home'), primary('work'));
      const primaries = read.body.emails.filter((each: Json) => each.primary === true);
      expect(
        read,
        primaries.length === 1 && primaries[0].value === work.value,
        `"primary": true for ${work.value} alone`,
      );
    },
  },
];
