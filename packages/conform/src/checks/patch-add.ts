import type { Check } from '../check.ts';
import { expect, expectError, expectStatus } from '../expect.ts';
import type { Json } from '../http/json.ts';
import { addresses, emails, isOnlyPrimary, mails, patchCheck, patched } from './patched.ts';

const section = 'RFC 7644 §3.5.2.1';
const architect = { expected: '"title": "Architect"', shows: ({ title }: Json) => title === 'Architect' };

/** PATCH add. */
export const patchAddChecks: readonly Check[] = [
  patchCheck(section, 'add gives an attribute that had no value its value', ['User.title'], () => ({
    operations: [{ op: 'add', path: 'title', value: 'Architect' }],
    ...architect,
  })),
  patchCheck(section, 'add replaces the value of an attribute that has one', ['User.title'], () => ({
    before: { title: 'Engineer' },
    operations: [{ op: 'add', path: 'title', value: 'Architect' }],
    ...architect,
  })),
  patchCheck(
    section,
    'add without a path adds each attribute of the value',
    ['User.title', 'User.nickName'],
    () => ({
      before: { title: 'Engineer' },
      operations: [{ op: 'add', value: { nickName: 'Anna', title: 'Boss' } }],
      expected: '"nickName": "Anna" and "title": "Boss"',
      shows: ({ nickName, title }) => nickName === 'Anna' && title === 'Boss',
    }),
  ),
  patchCheck(
    section,
    'add to a complex attribute keeps its other sub-attributes',
    ['User.name.givenName', 'User.name.familyName'],
    () => ({
      before: { name: { givenName: 'Anna', familyName: 'Berg' } },
      operations: [{ op: 'add', path: 'name', value: { familyName: 'Dahl' } }],
      expected: 'givenName "Anna" and familyName "Dahl"',
      shows: ({ name }) => name?.givenName === 'Anna' && name.familyName === 'Dahl',
    }),
  ),
  patchCheck(
    section,
    'add reaches a sub-attribute of an attribute that had no value',
    ['User.name.honorificPrefix'],
    () => ({
      operations: [{ op: 'add', path: 'name.honorificPrefix', value: 'Dr.' }],
      expected: '"name.honorificPrefix": "Dr."',
      shows: ({ name }) => name?.honorificPrefix === 'Dr.',
    }),
  ),
  patchCheck(section, 'add to many values keeps those that are there', emails, ({ work, home, other }) => ({
    before: { emails: [work] },
    operations: [{ op: 'add', path: 'emails', value: [home, other] }],
    expected: 'all three emails',
    shows: (_, read) => addresses(read) === [home.value, other.value, work.value].join(),
  })),
  patchCheck(section, 'add without a path adds to many values too', emails, ({ work, home }) => ({
    before: { emails: [work] },
    operations: [{ op: 'add', value: { emails: [home] } }],
    expected: 'both emails',
    shows: (_, read) => addresses(read) === [home.value, work.value].join(),
  })),
  {
    section,
    level: 'SHOULD',
    title: 'add of a value that is there already does not add it twice',
    needs: ['patch', ...emails],
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
  patchCheck(
    'RFC 7644 §3.5.2',
    'add of a primary value makes the others not primary',
    [...emails, 'User.emails.primary'],
    ({ work, home }) => ({
      before: { emails: [work] },
      operations: [{ op: 'add', path: 'emails', value: [{ ...home, primary: true }] }],
      expected: `"primary": true for ${home.value} alone`,
      shows: (user) => isOnlyPrimary(user, home),
    }),
  ),
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
