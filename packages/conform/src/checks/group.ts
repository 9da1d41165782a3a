import type { Check } from '../check.ts';
import { expect, expectError, expectList, expectStatus, isUnassigned, orDeclined } from '../expect.ts';
import type { Answer } from '../http/exchange.ts';
import type { Json } from '../http/json.ts';
import type { Server } from '../server/server.ts';
import { urns } from '../urns.ts';

const needs = ['Group'] as const;
const patch = ['Group', 'patch'] as const;
const section = 'RFC 7643 §4.2';
const membersOf = ({ body }: Answer): string[] =>
  (body?.members ?? []).map(({ value }: Json) => value).sort();
const ids = (...users: Json[]) => users.map(({ id }) => id as string).sort();

async function patched(server: Server, members: Json[], ...operations: object[]) {
  const group = await server.makeGroup({ members: members.map(({ id }) => ({ value: id })) });
  const place = `${server.groups}/${group.id}`;
  expectStatus(await server.patch(place, operations), 200, 204);
  return server.get(place);
}
const two = async (server: Server) => [await server.makeUser(), await server.makeUser()] as const;

function expectMembers(answer: Answer, ...expected: Json[]): void {
  expect(
    answer,
    membersOf(answer).join() === ids(...expected).join(),
    `the members ${ids(...expected).join(', ') || '(none)'}`,
  );
}

/** Groups and their members. */
export const groupChecks: readonly Check[] = [
  {
    section,
    level: 'MUST',
    title: 'a Group is made and read with its displayName and schema',
    needs,
    run: async (server) => {
      const group = await server.makeGroup();
      const answer = await server.get(`${server.groups}/${group.id}`);
      expectStatus(answer, 200);
      const isRight =
        answer.body?.displayName === group.displayName && answer.body?.schemas?.includes(urns.group);
      expect(answer, isRight, `"displayName": "${group.displayName}" and ${urns.group}`);
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a Group without displayName is refused',
    needs,
    run: async (server) => expectError(await server.post(server.groups, { schemas: [urns.group] }), 400),
  },
  {
    section,
    level: 'MUST',
    title: 'the members of a new Group are those it was made with',
    needs,
    run: async (server) => {
      const [one, other] = await two(server);
      const group = await server.makeGroup({ members: [{ value: one.id }, { value: other.id }] });
      expectMembers(await server.get(`${server.groups}/${group.id}`), one, other);
    },
  },
  {
    section: 'RFC 7643 §2.3.7',
    level: 'MUST',
    title: 'where a member has a $ref, it ends in the id of the member',
    needs,
    run: async (server) => {
      const user = await server.makeUser();
      const group = await server.makeGroup({ members: [{ value: user.id }] });
      const answer = await server.get(`${server.groups}/${group.id}`);
      const { $ref } = answer.body?.members?.[0] ?? {};
      expect(
        answer,
        $ref === undefined || String($ref).endsWith(`/${user.id}`),
        `a $ref that ends in ${user.id}`,
      );
    },
  },
  {
    section: 'RFC 7644 §3.5.2.1',
    level: 'MUST',
    title: 'adding a member keeps the others',
    needs: patch,
    run: async (server) => {
      const [one, other] = await two(server);
      const value = [{ value: other.id }];
      expectMembers(await patched(server, [one], { op: 'add', path: 'members', value }), one, other);
    },
  },
  {
    section: 'RFC 7644 §3.5.2.1',
    level: 'SHOULD',
    title: 'adding a member who is one already does not add it twice',
    needs: patch,
    run: async (server) => {
      const user = await server.makeUser();
      const value = [{ value: user.id }];
      expectMembers(await patched(server, [user], { op: 'add', path: 'members', value }), user);
    },
  },
  {
    section: 'RFC 7644 §3.5.2.2',
    level: 'MUST',
    title: 'removing one member by a filter keeps the others',
    needs: patch,
    run: async (server) => {
      const [one, other] = await two(server);
      const path = `members[value eq "${one.id}"]`;
      expectMembers(await patched(server, [one, other], { op: 'remove', path }), other);
    },
  },
  {
    section: 'RFC 7644 §3.5.2.2',
    level: 'MUST',
    title: 'removing members without a filter removes all',
    needs: patch,
    run: async (server) => {
      const [one, other] = await two(server);
      expectMembers(await patched(server, [one, other], { op: 'remove', path: 'members' }));
    },
  },
  {
    section: 'RFC 7644 §3.5.2.3',
    level: 'MUST',
    title: 'replacing members leaves the new ones alone',
    needs: patch,
    run: async (server) => {
      const [one, other] = await two(server);
      const value = [{ value: other.id }];
      expectMembers(await patched(server, [one], { op: 'replace', path: 'members', value }), other);
    },
  },
  {
    section: 'RFC 7644 §3.5.2',
    level: 'MUST',
    title: 'members added and removed in one PATCH are changed in order',
    needs: patch,
    run: async (server) => {
      const [one, other] = await two(server);
      const answer = await patched(
        server,
        [one],
        { op: 'add', path: 'members', value: [{ value: other.id }] },
        { op: 'remove', path: `members[value eq "${other.id}"]` },
      );
      expectMembers(answer, one);
    },
  },
  {
    section: 'RFC 7644 §3.5.1',
    level: 'MUST',
    title: 'a replacement of a Group replaces its members',
    needs,
    run: async (server) => {
      const [one, other] = await two(server);
      const group = await server.makeGroup({ members: [{ value: one.id }] });
      const place = `${server.groups}/${group.id}`;
      const body = server.groupBody({ displayName: group.displayName, members: [{ value: other.id }] });
      expectStatus(await server.put(place, body), 200);
      expectMembers(await server.get(place), other);
    },
  },
  {
    section: 'RFC 7644 §3.9',
    level: 'MUST',
    title: 'excludedAttributes=members leaves out members',
    needs,
    run: async (server) => {
      const user = await server.makeUser();
      const group = await server.makeGroup({ members: [{ value: user.id }] });
      const answer = await server.get(`${server.groups}/${group.id}?excludedAttributes=members`);
      expectStatus(answer, 200);
      expect(
        answer,
        isUnassigned(answer.body?.members) && answer.body?.displayName,
        'displayName and no members',
      );
    },
  },
  {
    section: 'RFC 7644 §3.4.2.2',
    level: 'MUST',
    title: 'a Group is found by its displayName',
    needs: [...needs, 'filter'],
    run: async (server) => {
      const group = await server.makeGroup();
      const filter = encodeURIComponent(`displayName eq "${group.displayName}"`);
      const answer = await server.get(`${server.groups}?filter=${filter}`);
      const found = expectList(orDeclined(answer));
      expect(answer, found.length === 1 && found[0].id === group.id, `the Group ${group.id} alone`);
    },
  },
  {
    section: 'RFC 7644 §3.4.2.2',
    level: 'MUST',
    title: 'Groups are found by a member',
    needs: [...needs, 'filter'],
    run: async (server) => {
      const user = await server.makeUser();
      const group = await server.makeGroup({ members: [{ value: user.id }] });
      const answer = await server.get(
        `${server.groups}?filter=${encodeURIComponent(`members.value eq "${user.id}"`)}`,
      );
      const found = expectList(orDeclined(answer));
      expect(answer, found.length === 1 && found[0].id === group.id, `the Group ${group.id} alone`);
    },
  },
  {
    section: 'RFC 7644 §3.6',
    level: 'MUST',
    title: 'a deleted Group is 404',
    needs,
    run: async (server) => {
      const group = await server.makeGroup();
      expectStatus(await server.delete(`${server.groups}/${group.id}`), 204);
      expectError(await server.get(`${server.groups}/${group.id}`), 404);
    },
  },
];
