import type { Check } from '../check.ts';
import { expect, expectList, expectStatus, orDeclined } from '../expect.ts';
import type { Json } from '../http/json.ts';
import type { Server } from '../server/server.ts';
import { urns } from '../urns.ts';
import { people } from './people.ts';

const section = 'RFC 7644 §3.9';

async function shown(server: Server, query: string) {
  const { anna } = await people(server);
  const answer = await server.get(`${server.at(anna)}?${query}`);
  expectStatus(answer, 200);
  return { answer, body: answer.body };
}
const has = (body: Json, name: string) =>
  Object.keys(body).some((key) => key.toLowerCase() === name.toLowerCase());

/** attributes and excludedAttributes. */
export const projectionChecks: readonly Check[] = [
  {
    section,
    level: 'MUST',
    title: 'attributes shows what is named, and id and schemas',
    run: async (server) => {
      const { answer, body } = await shown(server, 'attributes=userName');
      expect(
        answer,
        has(body, 'userName') && has(body, 'id') && has(body, 'schemas'),
        'userName, id and schemas',
      );
    },
  },
  {
    section,
    level: 'MUST',
    title: 'attributes shows nothing else',
    needs: ['User.displayName'],
    run: async (server) => {
      const { answer, body } = await shown(server, 'attributes=userName');
      expect(
        answer,
        !has(body, 'displayName') && !has(body, 'emails') && !has(body, 'name'),
        'no displayName, emails or name',
      );
    },
  },
  {
    section,
    level: 'MUST',
    title: 'attributes takes a list',
    needs: ['User.displayName'],
    run: async (server) => {
      const { answer, body } = await shown(server, 'attributes=userName,displayName');
      expect(
        answer,
        has(body, 'userName') && has(body, 'displayName') && !has(body, 'emails'),
        'userName and displayName',
      );
    },
  },
  {
    section,
    level: 'MUST',
    title: 'attributes takes names in any case of letters',
    needs: ['User.displayName'],
    run: async (server) => {
      const { answer, body } = await shown(server, 'attributes=DISPLAYNAME');
      expect(answer, has(body, 'displayName') && !has(body, 'emails'), 'displayName');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'attributes takes names with their URN',
    needs: ['User.displayName'],
    run: async (server) => {
      const { answer, body } = await shown(
        server,
        `attributes=${encodeURIComponent(`${urns.user}:displayName`)}`,
      );
      expect(answer, has(body, 'displayName') && !has(body, 'emails'), 'displayName');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'attributes takes sub-attributes',
    needs: ['User.name.familyName', 'User.name.givenName'],
    run: async (server) => {
      const { answer, body } = await shown(server, 'attributes=name.familyName');
      expect(
        answer,
        body.name?.familyName && body.name.givenName === undefined,
        'name with familyName alone',
      );
    },
  },
  {
    section,
    level: 'MUST',
    title: 'attributes takes sub-attributes of many values',
    needs: ['User.emails.value', 'User.emails.type'],
    run: async (server) => {
      const { answer, body } = await shown(server, 'attributes=emails.value');
      const emails: Json[] = body.emails ?? [];
      const isRight = emails.length === 2 && emails.every(({ value, type }) => value && type === undefined);
      expect(answer, isRight, 'both emails with value alone');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'excludedAttributes leaves out what is named and nothing else',
    needs: ['User.displayName'],
    run: async (server) => {
      const { answer, body } = await shown(server, 'excludedAttributes=displayName');
      expect(answer, !has(body, 'displayName') && has(body, 'userName'), 'everything but displayName');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'excludedAttributes never leaves out id',
    run: async (server) => {
      const { answer, body } = await shown(server, 'excludedAttributes=id,schemas');
      expect(answer, has(body, 'id'), 'an id');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'excludedAttributes takes sub-attributes',
    needs: ['User.name.familyName', 'User.name.givenName'],
    run: async (server) => {
      const { answer, body } = await shown(server, 'excludedAttributes=name.familyName');
      expect(answer, body.name?.givenName && body.name.familyName === undefined, 'name without familyName');
    },
  },
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
      expect(
        answer,
        has(answer.body, 'userName') && !has(answer.body, 'displayName'),
        'userName and no displayName',
      );
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
      expect(
        answer,
        has(answer.body, 'userName') && !has(answer.body, 'displayName'),
        'userName and no displayName',
      );
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
      expect(
        answer,
        has(answer.body, 'displayName') && !has(answer.body, 'title'),
        'displayName and no title',
      );
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
