import type { Check } from '../check.ts';
import { expect, expectList } from '../expect.ts';
import type { Json } from '../http/json.ts';
import type { Server } from '../server/server.ts';
import { urns } from '../urns.ts';
import { listedChecks } from './listed.ts';

const types = ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'binary', 'reference', 'complex'];
const words: Readonly<Record<string, readonly string[]>> = {
  mutability: ['readOnly', 'readWrite', 'immutable', 'writeOnly'],
  returned: ['always', 'never', 'default', 'request'],
  uniqueness: ['none', 'server', 'global'],
};

const read = async (server: Server) => {
  const answer = await server.get('/Schemas');
  const schemas = expectList(answer);
  return { answer, schemas, attributes: schemas.flatMap(({ attributes }) => all(attributes)) };
};
const all = (attributes: Json[] = []): Json[] =>
  attributes.flatMap((each) => [each, ...all(each.subAttributes)]);

async function userAttribute(server: Server, name: string) {
  const { answer, schemas } = await read(server);
  const user = schemas.find(({ id }) => id === urns.user);
  expect(answer, user, `${urns.user} among the schemas`);
  const found: Json = user.attributes?.find((each: Json) => each.name?.toLowerCase() === name.toLowerCase());
  expect(answer, found, `the attribute ${name}`);
  return { answer, found };
}

/** Schemas are listed with every characteristic, and the core ones are as RFC 7643 §4 has them. */
export const schemaChecks: readonly Check[] = [
  ...listedChecks({
    endpoint: 'Schemas',
    one: 'schema',
    many: 'schemas',
    key: 'URN',
    idOf: ({ id }) => id,
    nameOf: ({ id }) => id,
    unknown: 'urn:example:no:such:schema',
  }),
  {
    section: 'RFC 7643 §7',
    level: 'MUST',
    title: 'each schema has a URN as its id, and attributes',
    run: async (server) => {
      const { answer, schemas } = await read(server);
      for (const { id, attributes } of schemas) {
        expect(answer, /^urn:/i.test(id), 'an id that is a URN in each schema');
        expect(answer, Array.isArray(attributes) && attributes.length > 0, `attributes in ${id}`);
      }
    },
  },
  {
    section: 'RFC 7643 §7',
    level: 'MUST',
    title: 'each attribute has a name, a type that exists, and says whether it has many values',
    run: async (server) => {
      const { answer, attributes } = await read(server);
      for (const { name, type, multiValued } of attributes) {
        const isWhole = name && types.includes(type) && typeof multiValued === 'boolean';
        expect(answer, isWhole, `name, a type of RFC 7643 §2.3 and multiValued in ${name}`);
      }
    },
  },
  ...Object.entries(words).map(([characteristic, values]): Check => ({
    section: 'RFC 7643 §7',
    level: 'MUST',
    title: `where an attribute has ${characteristic}, it is a word of the RFC`,
    run: async (server) => {
      const { answer, attributes } = await read(server);
      const odd = attributes.find(
        (each) => each[characteristic] != null && !values.includes(each[characteristic]),
      );
      expect(answer, !odd, `${odd?.name}.${characteristic} to be one of ${values.join(', ')}`);
    },
  })),
  {
    section: 'RFC 7643 §2.3.8',
    level: 'MUST',
    title: 'complex attributes list their sub-attributes, and only they do',
    run: async (server) => {
      const { answer, attributes } = await read(server);
      for (const { name, type, subAttributes = [] } of attributes)
        expect(
          answer,
          (type === 'complex') === subAttributes.length > 0,
          `subAttributes of ${name} as its type says`,
        );
    },
  },
  {
    section: 'RFC 7643 §2.3.8',
    level: 'MUST',
    title: 'no attribute inside a complex one is complex',
    run: async (server) => {
      const { answer, attributes } = await read(server);
      // The schema of schemas describes itself, which is as deep as its attributes go (RFC 7643 §8.7.2).
      const inner: Json[] = attributes.flatMap(({ name, subAttributes = [] }) =>
        name === 'attributes' ? [] : subAttributes,
      );
      expect(
        answer,
        inner.every(({ type }) => type !== 'complex'),
        'sub-attributes of a simple type',
      );
    },
  },
  {
    section: 'RFC 7643 §2.1',
    level: 'MUST',
    title: 'attribute names keep to the grammar',
    run: async (server) => {
      const { answer, attributes } = await read(server);
      const odd = attributes.find(({ name }) => !/^\$?[a-z][\w$-]*$/i.test(name));
      expect(answer, !odd, `a name of letters, digits, "_", "-" and "$" instead of "${odd?.name}"`);
    },
  },
  {
    section: 'RFC 7643 §4.1.1',
    level: 'MUST',
    title: 'userName is described as required and unique',
    run: async (server) => {
      const { answer, found } = await userAttribute(server, 'userName');
      const isRight = found.required === true && ['server', 'global'].includes(found.uniqueness);
      expect(answer, isRight, 'userName with "required": true and "uniqueness": "server"');
    },
  },
  {
    section: 'RFC 7643 §4.1.1',
    level: 'MUST',
    title: 'password is described as never returned',
    needs: ['User.password'],
    run: async (server) => {
      const { answer, found } = await userAttribute(server, 'password');
      expect(answer, found.returned === 'never', 'password with "returned": "never"');
      expect(answer, found.mutability === 'writeOnly', 'password with "mutability": "writeOnly"');
    },
  },
  {
    section: 'RFC 7643 §4.1.2',
    level: 'MUST',
    title: 'the groups of a User are described as readOnly',
    needs: ['User.groups'],
    run: async (server) => {
      const { answer, found } = await userAttribute(server, 'groups');
      expect(answer, found.mutability === 'readOnly', 'groups with "mutability": "readOnly"');
    },
  },
];
