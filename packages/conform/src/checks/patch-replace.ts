import type { Check } from '../check.ts';
import { expectError } from '../expect.ts';
import type { Json } from '../http/json.ts';
import { addresses, emails, isOnlyPrimary, mails, patchCheck } from './patched.ts';

const section = 'RFC 7644 §3.5.2.3';
const architect = { expected: '"title": "Architect"', shows: ({ title }: Json) => title === 'Architect' };
const renamed = {
  before: { name: { givenName: 'Anna', familyName: 'Berg' } },
  expected: 'givenName "Anna" and familyName "Dahl"',
  shows: ({ name }: Json) => name?.givenName === 'Anna' && name.familyName === 'Dahl',
};
const names = ['User.name.givenName', 'User.name.familyName'] as const;

/** PATCH replace. */
export const patchReplaceChecks: readonly Check[] = [
  patchCheck(section, 'replace sets an attribute', ['User.title'], () => ({
    before: { title: 'Engineer' },
    operations: [{ op: 'replace', path: 'title', value: 'Architect' }],
    ...architect,
  })),
  patchCheck(section, 'replace of an attribute that has no value adds it', ['User.title'], () => ({
    operations: [{ op: 'replace', path: 'title', value: 'Architect' }],
    ...architect,
  })),
  patchCheck(
    section,
    'replace without a path sets each attribute of the value and keeps the rest',
    ['User.title', 'User.nickName', 'User.displayName'],
    () => ({
      before: { title: 'Engineer', displayName: 'Anna' },
      operations: [{ op: 'replace', value: { title: 'Boss', nickName: 'An' } }],
      expected: 'title "Boss", nickName "An" and displayName "Anna"',
      shows: ({ title, nickName, displayName }) =>
        title === 'Boss' && nickName === 'An' && displayName === 'Anna',
    }),
  ),
  patchCheck(
    section,
    'replace of a complex attribute changes only the sub-attributes in the value',
    names,
    () => ({ ...renamed, operations: [{ op: 'replace', path: 'name', value: { familyName: 'Dahl' } }] }),
  ),
  patchCheck(section, 'replace of a sub-attribute keeps the others', names, () => ({
    ...renamed,
    operations: [{ op: 'replace', path: 'name.familyName', value: 'Dahl' }],
  })),
  patchCheck(section, 'replace of many values replaces them all', emails, ({ work, home, other }) => ({
    before: { emails: [work, home] },
    operations: [{ op: 'replace', path: 'emails', value: [other] }],
    expected: 'the new email alone',
    shows: (_, read) => addresses(read) === other.value,
  })),
  ...(
    [
      ['reaches the sub-attribute of the values that match', '.value', (value: string) => value],
      ['replaces the values that match', '', (value: string) => ({ type: 'work', value })],
    ] as const
  ).map(([does, subAttribute, made]) =>
    patchCheck(section, `replace by a filter ${does}`, emails, ({ work, home, other }) => ({
      before: { emails: [work, home] },
      operations: [
        { op: 'replace', path: `emails[type eq "work"]${subAttribute}`, value: made(other.value) },
      ],
      expected: 'a new work email, and home as it was',
      shows: (_, read) => addresses(read) === [home.value, other.value].join(),
    })),
  ),
  {
    section,
    level: 'MUST',
    title: 'replace by a filter that matches nothing is noTarget',
    needs: ['patch', ...emails],
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
  ...(
    [
      ['a value made primary by replace makes the others not primary', ['home']],
      ['the last value made primary in one PATCH is the primary one', ['home', 'work']],
    ] as const
  ).map(([title, made]) =>
    patchCheck('RFC 7644 §3.5.2', title, [...emails, 'User.emails.primary'], ({ work, home }) => {
      const last = made.at(-1) === 'work' ? work : home;
      return {
        before: { emails: [work, home] },
        operations: made.map((type) => ({
          op: 'replace',
          path: `emails[type eq "${type}"].primary`,
          value: true,
        })),
        expected: `"primary": true for ${last.value} alone`,
        shows: (user) => isOnlyPrimary(user, last),
      };
    }),
  ),
];
