import type { Check } from '../check.ts';
import { expect, expectList, expectStatus, orDeclined } from '../expect.ts';
import type { Json } from '../http/json.ts';
import type { Need } from '../server/needs.ts';
import { urns } from '../urns.ts';
import { people } from './people.ts';

const section = 'RFC 7644 §3.9';

const has = (body: Json, name: string) =>
  Object.keys(body).some((key) => key.toLowerCase() === name.toLowerCase());
/** The body has all of the names and none of the others. */
const hasOnly = (body: Json, names: readonly string[], others: readonly string[]) =>
  names.every((name) => has(body, name)) && !others.some((name) => has(body, name));

/** That a User who is read with that query is shown as the RFC says. */
const shownCheck = (
  title: string,
  needs: readonly Need[],
  query: string,
  expected: string,
  shows: (user: Json) => unknown,
): Check => ({
  section,
  level: 'MUST',
  title,
  needs,
  run: async (server) => {
    const { anna } = await people(server);
    const answer = await server.get(`${server.at(anna)}?${query}`);
    expectStatus(answer, 200);
    expect(answer, shows(answer.body), expected);
  },
});

const displayName = ['User.displayName'] as const;
const names = ['User.name.familyName', 'User.name.givenName'] as const;

/** attributes and excludedAttributes. */
export const projectionChecks: readonly Check[] = [
  shownCheck(
    'attributes shows what is named, and id and schemas',
    [],
    'attributes=userName',
    'userName, id and schemas',
    (user) => hasOnly(user, ['userName', 'id', 'schemas'], []),
  ),
  shownCheck(
    'attributes shows nothing else',
    displayName,
    'attributes=userName',
    'no displayName, emails or name',
    (user) => hasOnly(user, [], ['displayName', 'emails', 'name']),
  ),
  shownCheck(
    'attributes takes a list',
    displayName,
    'attributes=userName,displayName',
    'userName and displayName',
    (user) => hasOnly(user, ['userName', 'displayName'], ['emails']),
  ),
  ...(
    [
      ['names in any case of letters', 'DISPLAYNAME'],
      ['names with their URN', encodeURIComponent(`${urns.user}:displayName`)],
    ] as const
  ).map(([what, named]) =>
    shownCheck(`attributes takes ${what}`, displayName, `attributes=${named}`, 'displayName', (user) =>
      hasOnly(user, ['displayName'], ['emails']),
    ),
  ),
  shownCheck(
    'attributes takes sub-attributes',
    names,
    'attributes=name.familyName',
    'name with familyName alone',
    ({ name }) => name?.familyName && name.givenName === undefined,
  ),
  shownCheck(
    'attributes takes sub-attributes of many values',
    ['User.emails.value', 'User.emails.type'],
    'attributes=emails.value',
    'both emails with value alone',
    ({ emails = [] }) =>
      emails.length === 2 && emails.every(({ value, type }: Json) => value && type === undefined),
  ),
  shownCheck(
    'excludedAttributes leaves out what is named and nothing else',
    displayName,
    'excludedAttributes=displayName',
    'everything but displayName',
    (user) => hasOnly(user, ['userName'], ['displayName']),
  ),
  shownCheck('excludedAttributes never leaves out id', [], 'excludedAttributes=id,schemas', 'an id', (user) =>
    has(user, 'id'),
  ),
  shownCheck(
    'excludedAttributes takes sub-attributes',
    names,
    'excludedAttributes=name.familyName',
    'name without familyName',
    ({ name }) => name?.givenName && name.familyName === undefined,
  ),
  {
    section: 'RFC 7644 §3.4.2.5',
    level: 'MUST',
    title: 'attributes shapes every resource of a query',
    needs: ['filter', 'User.displayName'],
    run: async (server) => {
      const { tag } = await people(server);
      const filter = encodeURIComponent(`userName sw "${tag}"`);
      const answer = await server.get(`${server.users}?filter=${filter}&attributes=displayName`);
      const found = expectList(orDeclined(answer));
      const isRight = found.every(
        (each) => has(each, 'displayName') && has(each, 'id') && !has(each, 'userName'),
      );
      expect(answer, found.length === 3 && isRight, 'displayName and id of each, and no userName');
    },
  },
  {
    section: 'RFC 7644 §3.4.2.5',
    level: 'MUST',
    title: 'excludedAttributes shapes every resource of a query',
    needs: ['filter', 'User.emails'],
    run: async (server) => {
      const { tag } = await people(server);
      const filter = encodeURIComponent(`userName sw "${tag}"`);
      const answer = await server.get(`${server.users}?filter=${filter}&excludedAttributes=emails`);
      const found = expectList(orDeclined(answer));
      expect(answer, found.length === 3 && found.every((each) => !has(each, 'emails')), 'no emails');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'attributes shapes the answer to a creation',
    needs: ['User.displayName'],
    run: async (server) => {
      const body = server.userBody({ displayName: server.name() });
      const answer = await server.post(`${server.users}?attributes=userName`, body);
      expectStatus(answer, 201);
      expect(answer, hasOnly(answer.body, ['userName'], ['displayName']), 'userName and no displayName');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'attributes shapes the answer to a replacement',
    needs: ['User.displayName'],
    run: async (server) => {
      const user = await server.makeUser();
      const body = server.userBody({ userName: user.userName, displayName: server.name() });
      const answer = await server.put(`${server.at(user)}?attributes=userName`, body);
      expectStatus(answer, 200);
      expect(answer, hasOnly(answer.body, ['userName'], ['displayName']), 'userName and no displayName');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a PATCH that asks for attributes is answered with 200 and those',
    needs: ['patch', 'User.displayName', 'User.title'],
    run: async (server) => {
      const user = await server.makeUser({ title: 'Engineer' });
      const operation = { op: 'replace', path: 'displayName', value: server.name() };
      const answer = await server.patch(`${server.at(user)}?attributes=displayName`, [operation]);
      expectStatus(answer, 200);
      expect(answer, hasOnly(answer.body, ['displayName'], ['title']), 'displayName and no title');
    },
  },
  {
    section: 'RFC 7643 §7',
    level: 'MUST',
    title: 'what is never returned is not shown even when asked for',
    needs: ['User.password'],
    run: async (server) => {
      const user = await server.makeUser({ password: `Conform-${server.name()}-7!` });
      const answer = await server.get(`${server.at(user)}?attributes=password,userName`);
      expectStatus(answer, 200);
      expect(answer, !has(answer.body, 'password'), 'no password');
    },
  },
];
