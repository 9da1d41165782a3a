import type { Check } from '../check.ts';
import { expect, expectError, expectStatus } from '../expect.ts';
import type { Need } from '../server/needs.ts';

type Case = readonly [title: string, filter: string, ...needs: Need[]];

const cases: readonly Case[] = [
  ['an operator nobody knows is invalidFilter', 'userName regex "a.*"'],
  ['a filter cut short is invalidFilter', 'userName eq'],
  ['a filter with a parenthesis left open is invalidFilter', '(userName eq "x"'],
  ['a filter with a bracket left open is invalidFilter', 'emails[type eq "work"', 'User.emails'],
  ['text without quotes is invalidFilter', 'userName eq anna'],
  ['a filter of words is invalidFilter', 'this is no filter'],
  ['gt on a boolean is invalidFilter', 'active gt true', 'User.active'],
  ['le on a boolean is invalidFilter', 'active le false', 'User.active'],
  ['gt on a binary is invalidFilter', 'x509Certificates.value gt "AA=="', 'User.x509Certificates.value'],
];

/** What a filter may not say. */
export const filterRefusalChecks: readonly Check[] = [
  ...cases.map(([title, filter, ...needs]): Check => ({
    section: 'RFC 7644 §3.4.2.2',
    level: 'MUST',
    title,
    needs: ['filter', ...needs],
    run: async (server) => {
      await server.once('someone', () => server.makeUser({ active: true }));
      const answer = await server.get(`${server.users}?filter=${encodeURIComponent(filter)}`);
      expectError(answer, 400, 'invalidFilter');
    },
  })),
  {
    section: 'RFC 7643 §7',
    level: 'MUST',
    title: 'a filter on password finds nobody',
    needs: ['filter', 'User.password'],
    run: async (server) => {
      const password = `Conform-${server.name()}-7!`;
      await server.makeUser({ password });
      const answer = await server.get(
        `${server.users}?filter=${encodeURIComponent(`password eq "${password}"`)}`,
      );
      expectStatus(answer, 200, 400, 403);
      expect(answer, answer.status !== 200 || answer.body?.totalResults === 0, 'a refusal or no Resources');
    },
  },
  {
    section: 'RFC 7644 §3.4.2.2',
    level: 'MUST',
    title: 'a filter on an attribute that does not exist never finds everybody',
    needs: ['filter'],
    run: async (server) => {
      await server.once('someone', () => server.makeUser());
      const answer = await server.get(
        `${server.users}?filter=${encodeURIComponent('noSuchAttribute eq "x"')}`,
      );
      expectStatus(answer, 200, 400);
      expect(answer, answer.status === 400 || answer.body?.totalResults === 0, 'a refusal or no Resources');
    },
  },
];
