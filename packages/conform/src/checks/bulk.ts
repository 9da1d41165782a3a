import type { Check } from '../check.ts';
import { Declined, expect, expectError, expectStatus } from '../expect.ts';
import type { Answer } from '../http/exchange.ts';
import type { Json } from '../http/json.ts';
import type { Server } from '../server/server.ts';
import { urns } from '../urns.ts';

const section = 'RFC 7644 §3.7';
const needs = ['bulk'] as const;
const refs = ['bulk', 'Group'] as const;

async function bulk(server: Server, operations: object[], more: object = {}) {
  const answer = await server.post('/Bulk', { schemas: [urns.bulk], Operations: operations, ...more });
  expectStatus(answer, 200);
  expect(answer, answer.body?.schemas?.includes(urns.bulkResponse), `a body with ${urns.bulkResponse}`);
  expect(answer, Array.isArray(answer.body.Operations), 'Operations');
  return answer;
}
const create = (server: Server, bulkId: string, more: object = {}) => ({
  method: 'POST',
  path: server.users,
  bulkId,
  data: server.userBody(more),
});
const statuses = ({ body }: Answer): string =>
  body.Operations.map(({ status }: Json) => String(status)).join();
const pathOf = (location: string) => location.split('/').slice(-2).join('/');

/** Many operations in one request. */
export const bulkChecks: readonly Check[] = [
  {
    section,
    level: 'MUST',
    title: 'a Bulk creation is answered with its bulkId, its location and 201',
    needs,
    run: async (server) => {
      const answer = await bulk(server, [create(server, 'a')]);
      const [done] = answer.body.Operations;
      expect(answer, done.bulkId === 'a' && done.method === 'POST', '"bulkId": "a" and "method": "POST"');
      expect(answer, String(done.status) === '201' && done.location, '"status": "201" and a location');
      expectStatus(await server.get(`/${pathOf(done.location)}`), 200);
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a Bulk replaces, patches and deletes',
    needs: [...needs, 'patch', 'User.displayName'],
    run: async (server) => {
      const [one, two, three] = [await server.makeUser(), await server.makeUser(), await server.makeUser()];
      const operations = [{ op: 'replace', path: 'displayName', value: 'Patched' }];
      const data = server.userBody({ userName: one.userName, displayName: 'Put' });
      const answer = await bulk(server, [
        { method: 'PUT', path: server.at(one), data },
        { method: 'PATCH', path: server.at(two), data: { schemas: [urns.patch], Operations: operations } },
        { method: 'DELETE', path: server.at(three) },
      ]);
      expect(answer, /^200,20[04],204$/.test(statuses(answer)), 'the statuses 200, 200 or 204, and 204');
      expect(
        answer,
        (await server.get(server.at(one))).body?.displayName === 'Put',
        'the first User replaced',
      );
      expect(
        answer,
        (await server.get(server.at(two))).body?.displayName === 'Patched',
        'the second User patched',
      );
      expect(answer, (await server.get(server.at(three))).status === 404, 'the third User deleted');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'an operation that fails has its error in response, and the others are carried out',
    needs,
    run: async (server) => {
      const user = await server.makeUser();
      const answer = await bulk(server, [
        create(server, 'a', { userName: user.userName }),
        create(server, 'b'),
      ]);
      expect(answer, statuses(answer) === '409,201', 'the statuses 409 and 201');
      const { response } = answer.body.Operations[0];
      expect(answer, response?.schemas?.includes(urns.error), `a response with ${urns.error}`);
    },
  },
  {
    section: 'RFC 7644 §3.7.3',
    level: 'MUST',
    title: 'after as many errors as failOnErrors says, nothing more is carried out',
    needs,
    run: async (server) => {
      const user = await server.makeUser();
      const last = create(server, 'c');
      const taken = (bulkId: string) => create(server, bulkId, { userName: user.userName });
      const answer = await bulk(server, [taken('a'), last], { failOnErrors: 1 });
      const done = answer.body.Operations.filter(({ status }: Json) => String(status) === '201');
      expect(answer, done.length === 0, 'no operation after the first error');
    },
  },
  {
    section: 'RFC 7644 §3.7.2',
    level: 'MUST',
    title: 'a bulkId in data stands for the id of what is made earlier in the Bulk',
    needs: refs,
    run: async (server) => {
      const answer = await bulk(server, [
        create(server, 'user'),
        {
          method: 'POST',
          path: server.groups,
          bulkId: 'group',
          data: server.groupBody({ members: [{ value: 'bulkId:user' }] }),
        },
      ]);
      expect(answer, statuses(answer) === '201,201', 'the statuses 201 and 201');
      const [user, group] = answer.body.Operations;
      const read = await server.get(`/${pathOf(group.location)}`);
      const id = user.location.split('/').at(-1);
      expect(read, read.body?.members?.[0]?.value === id, `the member ${id}`);
    },
  },
  {
    section: 'RFC 7644 §3.7.2',
    level: 'MUST',
    title: 'a bulkId in data may stand for what is made later in the Bulk',
    needs: refs,
    run: async (server) => {
      const answer = await bulk(server, [
        {
          method: 'POST',
          path: server.groups,
          bulkId: 'group',
          data: server.groupBody({ members: [{ value: 'bulkId:user' }] }),
        },
        create(server, 'user'),
      ]);
      const byId = (bulkId: string) => answer.body.Operations.find((each: Json) => each.bulkId === bulkId);
      expect(answer, statuses(answer) === '201,201', 'the statuses 201 and 201');
      const read = await server.get(`/${pathOf(byId('group').location)}`);
      const id = byId('user').location.split('/').at(-1);
      expect(read, read.body?.members?.[0]?.value === id, `the member ${id}`);
    },
  },
  {
    section: 'RFC 7644 §3.7.1',
    level: 'MUST',
    title: 'references in a circle are resolved, or refused with 409',
    needs: refs,
    run: async (server) => {
      const group = (bulkId: string, member: string) => ({
        method: 'POST',
        path: server.groups,
        bulkId,
        data: server.groupBody({ members: [{ type: 'Group', value: `bulkId:${member}` }] }),
      });
      const answer = await bulk(server, [group('a', 'b'), group('b', 'a')]);
      expect(answer, /^(201|409),(201|409)$/.test(statuses(answer)), 'the statuses 201 or 409');
    },
  },
  {
    section: 'RFC 7644 §3.7.2',
    level: 'MUST',
    title: 'a bulkId that stands for nothing is refused in its place',
    needs: refs,
    run: async (server) => {
      const data = server.groupBody({ members: [{ value: 'bulkId:nobody' }] });
      const answer = await bulk(server, [{ method: 'POST', path: server.groups, bulkId: 'g', data }]);
      expect(answer, /^4\d\d$/.test(statuses(answer)), 'a status of 4xx');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a creation without bulkId is refused',
    needs,
    run: async (server) => {
      const { bulkId: _, ...operation } = create(server, 'a');
      const answer = await server.post('/Bulk', { schemas: [urns.bulk], Operations: [operation] });
      const refused = answer.status === 400 || /^4\d\d$/.test(String(answer.body?.Operations?.[0]?.status));
      expect(answer, refused, 'status 400 for the request or for the operation');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'operations on what does not exist are 404 in their place',
    needs,
    run: async (server) => {
      const path = `${server.users}/00000000-0000-4000-8000-000000000000`;
      const answer = await bulk(server, [{ method: 'DELETE', path }]);
      expect(answer, statuses(answer) === '404', 'the status 404');
    },
  },
  {
    section: 'RFC 7644 §3.7.4',
    level: 'MUST',
    title: 'more operations than maxOperations are 413',
    needs,
    run: async (server) => {
      const { maxOperations } = server.config.bulk;
      if (maxOperations > 10_000) throw new Declined('maxOperations is more than is tried');
      const path = `${server.users}/00000000-0000-4000-8000-000000000000`;
      const operations = Array.from({ length: maxOperations + 1 }, () => ({ method: 'DELETE', path }));
      expectError(await server.post('/Bulk', { schemas: [urns.bulk], Operations: operations }), 413);
    },
  },
  {
    section: 'RFC 7644 §3.7.4',
    level: 'MUST',
    title: 'more bytes than maxPayloadSize are 413',
    needs,
    run: async (server) => {
      const { maxPayloadSize } = server.config.bulk;
      if (maxPayloadSize > 32 * 1024 * 1024) throw new Declined('maxPayloadSize is more than is tried');
      const padded = create(server, 'a', { displayName: 'x'.repeat(maxPayloadSize) });
      expectError(await server.post('/Bulk', { schemas: [urns.bulk], Operations: [padded] }), 413);
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a body that is no BulkRequest is refused',
    needs,
    run: async (server) =>
      expectError(await server.post('/Bulk', { schemas: [urns.list], Operations: [] }), 400),
  },
];
