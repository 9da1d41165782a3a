import type { Check } from '../check.ts';
import { expect, expectList, orDeclined } from '../expect.ts';
import type { Need } from '../server/needs.ts';
import { people, type Name } from './people.ts';

type Case = readonly [title: string, query: string, order: readonly Name[], ...needs: Need[]];

const cases: readonly Case[] = [
  ['sorting is ascending unless told', 'sortBy=userName', ['anna', 'bob', 'cleo']],
  ['sorting descends when told', 'sortBy=userName&sortOrder=descending', ['cleo', 'bob', 'anna']],
  ['sortOrder ascending is the default', 'sortBy=userName&sortOrder=ascending', ['anna', 'bob', 'cleo']],
  [
    'text that is not caseExact sorts in any case of letters',
    'sortBy=displayName',
    ['anna', 'bob', 'cleo'],
    'User.displayName',
  ],
  [
    'a sub-attribute can be sorted by',
    'sortBy=name.familyName',
    ['anna', 'cleo', 'bob'],
    'User.name.familyName',
  ],
  ['who has no value is last in ascending order', 'sortBy=title', ['cleo', 'anna', 'bob'], 'User.title'],
  [
    'who has no value is first in descending order',
    'sortBy=title&sortOrder=descending',
    ['bob', 'anna', 'cleo'],
    'User.title',
  ],
  ['many values sort by the primary one', 'sortBy=emails', ['anna', 'bob', 'cleo'], 'User.emails.value'],
  ['sortBy is in any case of letters', 'sortBy=USERNAME&sortOrder=descending', ['cleo', 'bob', 'anna']],
];

/** Sorting. */
export const sortChecks: readonly Check[] = cases.map(([title, query, order, ...needs]) => ({
  section: 'RFC 7644 §3.4.2.3',
  level: 'MUST',
  title,
  needs: ['sort', 'filter', ...needs],
  run: async (server) => {
    const all = await people(server);
    const filter = encodeURIComponent(`userName sw "${all.tag}"`);
    const answer = await server.get(`${server.users}?filter=${filter}&${query}`);
    const found = expectList(orDeclined(answer)).map(({ id }) => order.find((name) => all[name].id === id));
    expect(answer, found.join() === order.join(), `the Users in the order ${order.join(', ')}`);
  },
}));
