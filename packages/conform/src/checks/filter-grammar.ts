import type { Check } from '../check.ts';
import { expect, expectList, orDeclined } from '../expect.ts';
import type { Need } from '../server/needs.ts';
import { urns } from '../urns.ts';
import { expectFound, type Name, type People } from './people.ts';

type Case = readonly [
  title: string,
  filter: (people: People) => string,
  found: readonly Name[],
  ...needs: Need[],
];

const user = ({ tag }: People, name: Name) => `userName eq "${tag}-${name}@conform.example"`;
const ours = ({ tag }: People) => `userName sw "${tag}"`;
const cases: readonly Case[] = [
  ['and needs both', (p) => `${user(p, 'anna')} and ${user(p, 'bob')}`, []],
  ['or needs one', (p) => `${user(p, 'anna')} or ${user(p, 'bob')}`, ['anna', 'bob']],
  ['not turns around', (p) => `${ours(p)} and not (${user(p, 'anna')})`, ['bob', 'cleo']],
  [
    'and binds more than or',
    (p) => `${user(p, 'anna')} or ${user(p, 'bob')} and ${user(p, 'cleo')}`,
    ['anna'],
  ],
  [
    'parentheses bind most',
    (p) => `(${user(p, 'anna')} or ${user(p, 'bob')}) and ${user(p, 'bob')}`,
    ['bob'],
  ],
  ['not binds more than and', (p) => `not (${user(p, 'anna')}) and ${ours(p)}`, ['bob', 'cleo']],
  [
    'attribute names are in any case of letters',
    ({ tag }) => `USERNAME eq "${tag}-anna@conform.example"`,
    ['anna'],
  ],
  [
    'operators are in any case of letters',
    ({ tag }) => `userName EQ "${tag}-anna@conform.example"`,
    ['anna'],
  ],
  [
    'logical words are in any case of letters',
    (p) => `${user(p, 'anna')} OR ${user(p, 'bob')}`,
    ['anna', 'bob'],
  ],
  [
    'an attribute can be named with its URN',
    ({ tag }) => `${urns.user}:userName eq "${tag}-anna@conform.example"`,
    ['anna'],
  ],
  [
    'sub-attributes are named with a dot',
    ({ tag }) => `name.familyName eq "${tag} Dahl"`,
    ['bob'],
    'User.name.familyName',
  ],
  [
    'a sub-attribute of many values matches when one value does',
    ({ tag }) => `emails.value eq "${tag}-anna@home.example"`,
    ['anna'],
    'User.emails.value',
  ],
  [
    'a value filter holds its conditions to one value',
    ({ tag }) => `emails[type eq "home" and value sw "${tag}"]`,
    ['anna', 'cleo'],
    'User.emails.value',
    'User.emails.type',
  ],
  [
    'a value filter does not mix two values',
    ({ tag }) => `emails[type eq "work" and value eq "${tag}-anna@home.example"]`,
    [],
    'User.emails.value',
    'User.emails.type',
  ],
  [
    'a value filter stands beside other conditions',
    ({ tag }) => `emails[type eq "work" and value sw "${tag}"] and active eq true`,
    ['anna'],
    'User.emails.value',
    'User.emails.type',
    'User.active',
  ],
  ['id can be filtered', (p) => `id eq "${p.cleo.id}"`, ['cleo']],
  ['externalId can be filtered', ({ tag }) => `externalId eq "${tag}-Anna"`, ['anna']],
];

/** The grammar of filters: precedence, grouping, names and paths. */
export const filterGrammarChecks: readonly Check[] = [
  ...cases.map(([title, filter, found, ...needs]): Check => ({
    section: 'RFC 7644 §3.4.2.2',
    level: 'MUST',
    title,
    needs: ['filter', ...needs],
    run: (server) => expectFound(server, filter, found),
  })),
  {
    section: 'RFC 7643 §4.1.1',
    level: 'MUST',
    title: 'a filter on userName is the same in any case of letters',
    needs: ['filter'],
    run: (server) =>
      expectFound(server, ({ tag }) => `userName eq "${tag.toUpperCase()}-ANNA@conform.example"`, ['anna']),
  },
  {
    section: 'RFC 7643 §3.1',
    level: 'MUST',
    title: 'a filter on externalId tells upper from lower case',
    needs: ['filter'],
    run: (server) => expectFound(server, ({ tag }) => `externalId eq "${tag}-anna"`, []),
  },
  {
    section: 'RFC 7644 §3.10',
    level: 'MUST',
    title: 'the URN before an attribute is in any case of letters',
    needs: ['filter'],
    run: (server) =>
      expectFound(
        server,
        ({ tag }) => `${urns.user.toUpperCase()}:userName eq "${tag}-anna@conform.example"`,
        ['anna'],
      ),
  },
  {
    section: 'RFC 7644 §3.10',
    level: 'MUST',
    title: 'a filter on the extension names its URN',
    needs: ['filter', 'Enterprise.department'],
    run: async (server) => {
      const department = server.name();
      const made = await server.makeUser({
        schemas: [urns.user, urns.enterprise],
        [urns.enterprise]: { department },
      });
      const filter = encodeURIComponent(`${urns.enterprise}:department eq "${department}"`);
      const answer = await server.get(`${server.users}?filter=${filter}`);
      const ids = expectList(orDeclined(answer)).map(({ id }) => id);
      expect(answer, ids.length === 1 && ids[0] === made.id, `the User ${made.id} alone`);
    },
  },
];
