import type { Check } from '../check.ts';
import { expect, expectList } from '../expect.ts';
import type { Json } from '../http/json.ts';
import type { Server } from '../server/server.ts';
import { urns } from '../urns.ts';
import { listedChecks } from './listed.ts';

const read = async (server: Server) => {
  const answer = await server.get('/ResourceTypes');
  return { answer, types: expectList(answer) };
};

/** Resource types are listed, whole, and true. */
export const resourceTypeChecks: readonly Check[] = [
  ...listedChecks({
    endpoint: 'ResourceTypes',
    one: 'resource type',
    many: 'resource types',
    key: 'id',
    idOf: ({ id, name }) => id ?? name,
    nameOf: ({ name }) => name,
    unknown: 'NoSuchType',
  }),
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
