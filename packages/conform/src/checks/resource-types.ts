import type { Check } from '../check.ts';
import { expect, expectList, expectStatus } from '../expect.ts';
import type { Json } from '../http/json.ts';
import type { Server } from '../server/server.ts';
import { urns } from '../urns.ts';

const read = async (server: Server) => {
  const answer = await server.get('/ResourceTypes');
  return { answer, types: expectList(answer) };
};

/** Resource types are listed, whole, and true. */
export const resourceTypeChecks: readonly Check[] = [
  {
    section: 'RFC 7644 §4',
    level: 'MUST',
    title: 'ResourceTypes is answered as a list that counts what it holds',
    run: async (server) => {
      const { answer, types } = await read(server);
      expect(answer, types.length > 0, 'at least one resource type');
      expect(
        answer,
        answer.body.totalResults === types.length,
        'totalResults equal to the number of resource types',
      );
    },
  },
  {
    section: 'RFC 7643 §6',
    level: 'MUST',
    title: 'each resource type has a name, an endpoint and a schema',
    run: async (server) => {
      const { answer, types } = await read(server);
      for (const { schemas, name, endpoint, schema } of types) {
        expect(answer, schemas?.includes(urns.resourceType), `${urns.resourceType} in schemas of each`);
        expect(answer, name && endpoint && schema, 'name, endpoint and schema in each');
      }
    },
  },
  {
    section: 'RFC 7643 §6',
    level: 'MUST',
    title: 'each schema extension of a resource type says its schema and whether it is required',
    run: async (server) => {
      const { answer, types } = await read(server);
      const extensions: Json[] = types.flatMap(({ schemaExtensions }) => schemaExtensions ?? []);
      const isWhole = extensions.every(({ schema, required }) => schema && typeof required === 'boolean');
      expect(answer, isWhole, 'schema and required in each of schemaExtensions');
    },
  },
  {
    section: 'RFC 7643 §6',
    level: 'MUST',
    title: 'each resource type has a location of its own',
    run: async (server) => {
      const { answer, types } = await read(server);
      const locations = types.map(({ meta }) => meta?.location);
      expect(
        answer,
        locations.every(Boolean) && new Set(locations).size === types.length,
        'a meta.location in each',
      );
    },
  },
  {
    section: 'RFC 7644 §4',
    level: 'MUST',
    title: 'a resource type is answered by its id',
    run: async (server) => {
      const { types } = await read(server);
      for (const { id, name } of types) {
        const answer = await server.get(`/ResourceTypes/${id ?? name}`);
        expectStatus(answer, 200);
        expect(answer, answer.body?.name === name, `the resource type "${name}"`);
      }
    },
  },
  {
    section: 'RFC 7644 §3.12',
    level: 'MUST',
    title: 'a resource type that does not exist is 404',
    run: async (server) => expectStatus(await server.get('/ResourceTypes/NoSuchType'), 404),
  },
  {
    section: 'RFC 7643 §6',
    level: 'MUST',
    title: 'the endpoint of each resource type answers a list',
    run: async (server) => {
      const { types } = await read(server);
      for (const { endpoint } of types)
        expectList(await server.get(`/${endpoint.replace(/^\/+/, '')}?count=1`));
    },
  },
  {
    section: 'RFC 7643 §6',
    level: 'MUST',
    title: 'the schema of each resource type is among the schemas',
    run: async (server) => {
      const { types } = await read(server);
      const answer = await server.get('/Schemas');
      const known = expectList(answer).map(({ id }) => String(id).toLowerCase());
      const named: string[] = types.flatMap(({ schema, schemaExtensions = [] }) => [
        schema,
        ...schemaExtensions.map((each: Json) => each.schema),
      ]);
      for (const urn of named) expect(answer, known.includes(urn.toLowerCase()), `${urn} among the schemas`);
    },
  },
];
