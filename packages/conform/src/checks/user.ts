import type { Check } from '../check.ts';
import { expect, expectStatus } from '../expect.ts';
import type { Json } from '../http/json.ts';
import type { Need } from '../server/needs.ts';
import { urns } from '../urns.ts';

const kept: readonly (readonly [name: string, value: unknown])[] = [
  ['displayName', 'Anna Berg'],
  ['nickName', 'An'],
  ['profileUrl', 'https://conform.example/anna'],
  ['title', 'Engineer'],
  ['userType', 'Employee'],
  ['preferredLanguage', 'da-DK'],
  ['locale', 'en-GB'],
  ['timezone', 'Europe/Copenhagen'],
  ['active', false],
  [
    'name',
    {
      familyName: 'Berg',
      givenName: 'Anna',
      middleName: 'B',
      honorificPrefix: 'Dr.',
      honorificSuffix: 'III',
    },
  ],
  ['phoneNumbers', [{ type: 'work', value: 'tel:+45-5550-0100' }]],
  ['ims', [{ type: 'xmpp', value: 'anna@chat.example' }]],
  ['photos', [{ type: 'photo', value: 'https://conform.example/anna.png' }]],
  [
    'addresses',
    [{ type: 'work', streetAddress: 'Kaj 1', locality: 'Aarhus', postalCode: '8000', country: 'DK' }],
  ],
  ['entitlements', [{ value: 'parking' }]],
  ['roles', [{ value: 'editor' }]],
];

/** The User and its enterprise extension. */
export const userChecks: readonly Check[] = [
  ...kept.map(([name, value]): Check => ({
    section: Array.isArray(value) ? 'RFC 7643 §4.1.2' : 'RFC 7643 §4.1.1',
    level: 'MUST',
    title: `${name} comes back as it went in`,
    needs: [`User.${name}` as Need],
    run: async (server) => {
      const answer = await server.get(server.at(await server.makeUser({ [name]: value })));
      expectStatus(answer, 200);
      expect(answer, holds(answer.body?.[name], value), `"${name}": ${JSON.stringify(value)}`);
    },
  })),
  {
    section: 'RFC 7643 §4.1.1',
    level: 'MUST',
    title: 'a password is never in an answer',
    needs: ['User.password'],
    run: async (server) => {
      const password = `Conform-${server.name()}-7!`;
      const made = await server.post(server.users, server.userBody({ password }));
      expectStatus(made, 201);
      expect(made, !made.text.includes(password), 'an answer without the password');
      const read = await server.get(server.at(made.body));
      expect(read, !read.text.includes(password) && read.body?.password === undefined, 'no password');
    },
  },
  {
    section: 'RFC 7643 §4.1.2',
    level: 'MUST',
    title: 'the groups of a User list those it is a member of',
    needs: ['User.groups', 'Group'],
    run: async (server) => {
      const user = await server.makeUser();
      const group = await server.makeGroup({ members: [{ value: user.id }] });
      const answer = await server.get(server.at(user));
      const found = answer.body?.groups?.find(({ value }: Json) => value === group.id);
      expect(answer, found, `a value ${group.id} in groups`);
    },
  },
  {
    section: 'RFC 7643 §4.3',
    level: 'MUST',
    title: 'the enterprise extension comes back as it went in, and its URN is in schemas',
    needs: ['Enterprise.department', 'Enterprise.employeeNumber'],
    run: async (server) => {
      const extension = { employeeNumber: '701984', department: 'Tour Operations' };
      const schemas = [urns.user, urns.enterprise];
      const answer = await server.get(
        server.at(await server.makeUser({ schemas, [urns.enterprise]: extension })),
      );
      expect(answer, holds(answer.body?.[urns.enterprise], extension), JSON.stringify(extension));
      expect(answer, answer.body?.schemas?.includes(urns.enterprise), `${urns.enterprise} in schemas`);
    },
  },
  {
    section: 'RFC 7643 §3.3',
    level: 'MUST',
    title: 'schemas does not name an extension that a User has no values of',
    needs: ['Enterprise'],
    run: async (server) => {
      const answer = await server.get(server.at(await server.makeUser()));
      const values = answer.body?.[urns.enterprise];
      expect(
        answer,
        values !== undefined || !answer.body?.schemas?.includes(urns.enterprise),
        'the User schema alone',
      );
    },
  },
  {
    section: 'RFC 7643 §4.3',
    level: 'MUST',
    title: 'the manager of a User comes back by its id',
    needs: ['Enterprise.manager.value'],
    run: async (server) => {
      const boss = await server.makeUser();
      const extension = { manager: { value: boss.id } };
      const schemas = [urns.user, urns.enterprise];
      const answer = await server.get(
        server.at(await server.makeUser({ schemas, [urns.enterprise]: extension })),
      );
      expect(
        answer,
        answer.body?.[urns.enterprise]?.manager?.value === boss.id,
        `"manager.value": "${boss.id}"`,
      );
    },
  },
  {
    section: 'RFC 7644 §3.5.2.1',
    level: 'MUST',
    title: 'a PATCH reaches an attribute of the extension by its URN',
    needs: ['patch', 'Enterprise.department'],
    run: async (server) => {
      const user = await server.makeUser();
      const operation = { op: 'add', path: `${urns.enterprise}:department`, value: 'Tours' };
      expectStatus(await server.patch(server.at(user), [operation]), 200, 204);
      const answer = await server.get(server.at(user));
      expect(answer, answer.body?.[urns.enterprise]?.department === 'Tours', '"department": "Tours"');
    },
  },
];

/** Whether everything expected is there; a server may show more. */
function holds(found: Json, expected: Json): boolean {
  if (Array.isArray(expected))
    return Array.isArray(found) && expected.every((each) => found.some((one: Json) => holds(one, each)));
  if (typeof expected !== 'object' || expected === null) return found === expected;
  return Object.entries(expected).every(([key, value]) => holds(found?.[key], value));
}
