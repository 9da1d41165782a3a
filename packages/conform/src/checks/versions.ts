import type { Check } from '../check.ts';
import { expect, expectStatus } from '../expect.ts';
import type { Server } from '../server/server.ts';

const section = 'RFC 7644 §3.14';
const needs = ['etag'] as const;
const read = async (server: Server) => {
  const user = await server.makeUser();
  const answer = await server.get(server.at(user));
  const tag = answer.headers.get('etag');
  expect(answer, tag, 'an ETag header');
  return { place: server.at(user), user, answer, tag };
};
const stale = { headers: { 'If-Match': 'W/"conform-no-such-version"' } };

/** Versions and conditional requests. */
export const versionChecks: readonly Check[] = [
  {
    section,
    level: 'MUST',
    title: 'the ETag of a User equals its meta.version',
    needs,
    run: async (server) => {
      const { answer, tag } = await read(server);
      expect(answer, answer.body?.meta?.version === tag, `"meta.version": ${JSON.stringify(tag)}`);
    },
  },
  {
    section,
    level: 'MUST',
    title: 'the answer to a creation has the ETag of what was made',
    needs,
    run: async (server) => {
      const answer = await server.post(server.users, server.userBody());
      expectStatus(answer, 201);
      const tag = answer.headers.get('etag');
      expect(answer, tag && tag === answer.body?.meta?.version, 'an ETag equal to meta.version');
    },
  },
  {
    section,
    level: 'SHOULD',
    title: 'a GET with the version one has is 304',
    needs,
    run: async (server) => {
      const { place, tag } = await read(server);
      const answer = await server.get(place, { headers: { 'If-None-Match': tag } });
      expectStatus(answer, 304);
      expect(answer, answer.text === '', 'an empty body');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a GET with another version is 200',
    needs,
    run: async (server) => {
      const { place } = await read(server);
      expectStatus(await server.get(place, { headers: { 'If-None-Match': 'W/"conform-other"' } }), 200);
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a replacement of another version is 412 and changes nothing',
    needs,
    run: async (server) => {
      const { place, user } = await read(server);
      expectStatus(await server.put(place, server.userBody(), stale), 412);
      const after = await server.get(place);
      expect(after, after.body?.userName === user.userName, 'the userName as it was');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a PATCH of another version is 412 and changes nothing',
    needs: [...needs, 'patch'],
    run: async (server) => {
      const { place, user } = await read(server);
      const operation = { op: 'replace', path: 'userName', value: server.name() };
      expectStatus(await server.patch(place, [operation], stale), 412);
      const after = await server.get(place);
      expect(after, after.body?.userName === user.userName, 'the userName as it was');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a deletion of another version is 412 and deletes nothing',
    needs,
    run: async (server) => {
      const { place } = await read(server);
      expectStatus(await server.delete(place, stale), 412);
      expectStatus(await server.get(place), 200);
    },
  },
  {
    section,
    level: 'MUST',
    title: 'a replacement of the version one has succeeds and makes a new one',
    needs: [...needs, 'User.displayName'],
    run: async (server) => {
      const { place, user, tag } = await read(server);
      const body = server.userBody({ userName: user.userName, displayName: 'Changed' });
      const answer = await server.put(place, body, { headers: { 'If-Match': tag } });
      expectStatus(answer, 200);
      expect(answer, answer.body?.meta?.version !== tag, `a meta.version other than ${JSON.stringify(tag)}`);
    },
  },
  {
    section,
    level: 'MUST',
    title: 'If-Match * holds for every version',
    needs,
    run: async (server) => {
      const { place } = await read(server);
      expectStatus(await server.delete(place, { headers: { 'If-Match': '*' } }), 204);
    },
  },
];
