import type { Check } from '../check.ts';
import { expect, expectError, expectStatus, isUnassigned } from '../expect.ts';
import type { Server } from '../server/server.ts';
import { urns } from '../urns.ts';

const section = 'RFC 7644 §3.3';
const create = async (server: Server, more: object = {}) => {
  const sent = server.userBody(more);
  const answer = await server.post(server.users, sent);
  expectStatus(answer, 201);
  return { sent, answer };
};

/** POST makes a resource. */
export const createChecks: readonly Check[] = [
  {
    section,
    level: 'MUST',
    title: 'a created User is answered with 201',
    run: async (server) => void (await create(server)),
  },
  {
    section,
    level: 'SHOULD',
    title: 'the answer to a creation is the resource as it is stored',
    run: async (server) => {
      const { sent, answer } = await create(server);
      expect(answer, answer.body?.userName === sent.userName, `a body with "userName": "${sent.userName}"`);
    },
  },
  {
    section,
    level: 'MUST',
    title: 'the Location of a created User equals its meta.location',
    run: async (server) => {
      const { answer } = await create(server);
      const location = answer.headers.get('location');
      expect(answer, location, 'a Location header');
      expect(answer, answer.body?.meta?.location === location, `"meta.location": "${location}"`);
    },
  },
  {
    section: 'RFC 7643 §3.1',
    level: 'MUST',
    title: 'the location of a User ends in its id',
    run: async (server) => {
      const { answer } = await create(server);
      const { id, meta } = answer.body ?? {};
      const last = String(meta?.location).split('/').at(-1) ?? '';
      expect(answer, decodeURIComponent(last) === String(id), 'a meta.location that ends in the id');
    },
  },
  {
    section: 'RFC 7643 §3.1',
    level: 'MUST',
    title: 'the service provider gives the id, whatever the client sends',
    run: async (server) => {
      const id = server.name();
      const { answer } = await create(server, { id });
      expect(answer, typeof answer.body?.id === 'string' && answer.body.id !== '', 'an id');
      expect(answer, answer.body.id !== id, `an id other than "${id}"`);
    },
  },
  {
    section: 'RFC 7643 §3.1',
    level: 'MUST',
    title: 'two resources never have the same id',
    run: async (server) => {
      const [one, two] = [await create(server), await create(server)];
      expect(two.answer, one.answer.body?.id !== two.answer.body?.id, 'an id of its own');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'readOnly attributes in a creation are ignored',
    run: async (server) => {
      const meta = {
        resourceType: 'Robot',
        created: '1999-01-01T00:00:00Z',
        location: 'https://conform.example/x',
      };
      const { answer } = await create(server, { meta });
      const told = answer.body?.meta ?? {};
      const isOurs = told.resourceType === 'Robot' || told.location === meta.location;
      expect(
        answer,
        !isOurs && !String(told.created).startsWith('1999'),
        'meta of the service provider, not of the client',
      );
    },
  },
  {
    section,
    level: 'MUST',
    title: 'groups in the creation of a User are ignored, since they are readOnly',
    needs: ['User.groups'],
    run: async (server) => {
      const { answer } = await create(server, { groups: [{ value: server.name(), display: 'Everyone' }] });
      const read = await server.get(server.at(answer.body));
      expect(read, isUnassigned(read.body?.groups), 'no groups');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a second User of the same userName is 409 uniqueness',
    run: async (server) => {
      const { sent } = await create(server);
      expectError(await server.post(server.users, sent), 409, 'uniqueness');
    },
  },
  {
    section: 'RFC 7643 §4.1.1',
    level: 'MUST',
    title: 'userName is unique in any case of letters',
    run: async (server) => {
      const { sent } = await create(server);
      const loud = { ...sent, userName: sent.userName.toUpperCase() };
      expectError(await server.post(server.users, loud), 409, 'uniqueness');
    },
  },
  {
    section: 'RFC 7643 §4.1.1',
    level: 'MUST',
    title: 'a User without userName is refused',
    run: async (server) => {
      const { userName: _, ...rest } = server.userBody();
      expectError(await server.post(server.users, rest), 400);
    },
  },
  {
    section: 'RFC 7644 §3.12',
    level: 'SHOULD',
    title: 'a missing required attribute is invalidValue',
    run: async (server) => {
      const { userName: _, ...rest } = server.userBody();
      expectError(await server.post(server.users, rest), 400, { ifTold: 'invalidValue' });
    },
  },
  {
    section: 'RFC 7643 §4.1.1',
    level: 'MUST',
    title: 'an empty userName is refused',
    run: async (server) =>
      expectError(await server.post(server.users, server.userBody({ userName: '' })), 400),
  },
  {
    section: 'RFC 7643 §3',
    level: 'SHOULD',
    title: 'a resource without schemas is refused',
    run: async (server) => {
      const { schemas: _, ...rest } = server.userBody();
      expectError(await server.post(server.users, rest), 400);
    },
  },
  {
    section: 'RFC 7643 §3',
    level: 'SHOULD',
    title: 'a resource with an empty array of schemas is refused',
    run: async (server) =>
      expectError(await server.post(server.users, server.userBody({ schemas: [] })), 400),
  },
  {
    section: 'RFC 7643 §3',
    level: 'SHOULD',
    title: 'a resource that names only a schema of another type is refused',
    run: async (server) =>
      expectError(await server.post(server.users, server.userBody({ schemas: [urns.list] })), 400),
  },
  {
    section: 'RFC 7644 §3.12',
    level: 'MUST',
    title: 'a body that is no JSON is 400 invalidSyntax',
    run: async (server) =>
      expectError(await server.post(server.users, '{"userName": '), 400, { ifTold: 'invalidSyntax' }),
  },
  {
    section: 'RFC 7644 §3.12',
    level: 'MUST',
    title: 'a body that is an array is refused',
    run: async (server) => expectError(await server.post(server.users, '[]'), 400),
  },
];
