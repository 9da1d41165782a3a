import { isDeepStrictEqual } from 'node:util';
import {
  applyPatch,
  changedPaths,
  dialects,
  groupResource,
  matchFilter,
  membershipEffect,
  normaliseResource,
  parseFilter,
  parsePatchOp,
  parsePath,
  parseSchema,
  printFilter,
  printPath,
  project,
  type Resource,
  resolvePath,
  schemas,
  schemasOf,
  ScimError,
  userResource,
} from '../src/index.ts';
import { device } from '../test/device.ts';
import { faultsIn } from '../test/faults-in.ts';
import type { Corpus } from './corpus.ts';
import { mutateJson, mutateText } from './mutate.ts';
import type { Random } from './random.ts';

/** One thing that is fuzzed: makes an input, and throws when the engine fails on it other than by a ScimError. */
export type Target = Readonly<{
  name: string;
  make: (corpus: Corpus, random: Random) => unknown;
  run: (input: never, random: Random) => void;
}>;

const types = [userResource, groupResource, device];
const published = schemas('https://a.example/scim/v2', types);
const allDialects = Object.values(dialects);

/** Everything that reads what a client sends. */
export const targets: readonly Target[] = [
  {
    name: 'filter',
    make: ({ filters }, random) => mutateText(random.of(filters), filters, random),
    run: (text: string, random) => {
      const filter = parseFilter(text, random.of(allDialects));
      mustBeEqual(parseFilter(printFilter(filter)), filter, 'what was printed parses to another tree');
      for (const schema of types) orRefused(() => matchFilter(schema, filter, person));
    },
  },
  {
    name: 'path',
    make: ({ paths, filters }, random) => mutateText(random.of(paths), random.of([paths, filters]), random),
    run: (text: string, random) => {
      const path = parsePath(text, random.of(allDialects));
      mustBeEqual(parsePath(printPath(path)), path, 'what was printed parses to another path');
      for (const schema of types) resolvePath(schema, path);
    },
  },
  {
    name: 'patch',
    make: ({ patches, resources }, random) => ({
      body: mutateJson(random.of(patches), [...patches, ...resources], random),
      before: random.of(resources),
    }),
    run: ({ body, before }: { body: unknown; before: Resource }, random) => {
      const dialect = random.of(allDialects);
      const schema = 'userName' in before ? userResource : groupResource;
      const kept = structuredClone(before);
      const operations = parsePatchOp(body, dialect);
      orRefused(() => membershipEffect(operations));
      const after = orRefused(() => applyPatch(schema, before, operations, dialect));
      mustBeEqual(before, kept, 'the resource before was changed');
      if (!after) return;
      mustBeEqual(faultsIn(schema, after), [], 'the resource is not what its schema allows');
      changedPaths(before, after);
    },
  },
  {
    name: 'body',
    make: ({ bodies, resources }, random) => mutateJson(random.of(bodies), [...bodies, ...resources], random),
    run: (body: unknown, random) => {
      const [dialect, schema] = [random.of(allDialects), random.of(types)];
      const resource = normaliseResource(schema, body, dialect);
      mustBeEqual(faultsIn(schema, resource), [], 'the resource is not what its schema allows');
      const again = { ...resource, schemas: schemasOf(schema, resource) };
      mustBeEqual(normaliseResource(schema, again, dialect), resource, 'stored twice it differs');
    },
  },
  {
    name: 'projection',
    make: ({ paths, bodies }, random) => ({
      attributes: mutateText(random.of(paths), paths, random),
      resource: mutateJson(random.of(bodies), bodies, random),
    }),
    run: ({ attributes, resource }: { attributes: string; resource: Resource }, random) => {
      if (typeof resource !== 'object' || resource === null) return;
      const projection = random.below(2) === 0 ? { attributes } : { excludedAttributes: attributes };
      project(random.of(types), resource, projection);
    },
  },
  {
    name: 'schema',
    make: (_, random) => mutateJson(random.of(published), published, random),
    run: (definition: unknown) => void parseSchema(definition),
  },
];

const person: Resource = {
  schemas: [userResource.schema.id],
  id: '9f6b',
  userName: 'kai',
  active: true,
  emails: [{ type: 'work', value: 'kai@acme.example', primary: true }],
  name: { givenName: 'Kai' },
  meta: { created: '2026-01-31T09:00:00Z' },
};

function orRefused<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    return undefined;
  }
}

function mustBeEqual<T>(value: T, expected: T, complaint: string): void {
  if (!isDeepStrictEqual(value, expected))
    throw new Error(`${complaint}: ${JSON.stringify(value)} beside ${JSON.stringify(expected)}`);
}
