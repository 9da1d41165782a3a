import fc from 'fast-check';
import { type Attribute, commonAttributes, type ResourceSchema } from '../src/index.ts';
import { anyValue } from './any-resource.ts';

/** An operation as a client sends it. */
export type Operation = Readonly<{ op: string; path?: string; value?: unknown }>;

type Place = Readonly<{ path: string; attribute: Attribute; value: fc.Arbitrary<unknown> }>;

const op = fc.constantFrom('add', 'replace', 'remove');
const conditions = fc.constantFrom(
  'type eq "work"',
  'type ne "home"',
  'value eq "a"',
  'value sw "A" or primary eq true',
  'not (type pr)',
  'primary eq true and type pr',
);

/** An operation on the attribute or sub-attribute of a path without a filter. */
export function anyPlainOperation(schema: ResourceSchema): fc.Arbitrary<Operation> {
  return anyPlace(schema).chain(({ path, value }) => fc.record({ op, path: fc.constant(path), value }));
}

// Mostly one that a client may write.
function anyPlace(schema: ResourceSchema): fc.Arbitrary<Place> {
  const places = placesIn(schema);
  const writable = places.filter(
    ({ attribute, path }) => attribute.mutability !== 'readOnly' && !path.endsWith('$ref'),
  );
  return fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...writable) },
    { weight: 1, arbitrary: fc.constantFrom(...places) },
  );
}

/** Any operation: with a path, with a filter in it, or without a path. */
export function anyOperation(schema: ResourceSchema): fc.Arbitrary<Operation> {
  const filtered = placesIn(schema).filter(
    ({ attribute, path }) => attribute.multiValued && !path.includes('].'),
  );
  const withFilter = fc
    .tuple(fc.constantFrom(...filtered), conditions)
    .chain(([{ path, attribute, value }, condition]) => {
      const [, name = '', sub = ''] = /^(.*?)(\.[^.:]*)?$/.exec(path) ?? [];
      const one = sub === '' ? anyValue({ ...attribute, multiValued: false }) : value;
      return fc.record({ op, path: fc.constant(`${name}[${condition}]${sub}`), value: one });
    });
  const withoutPath = fc
    .array(anyPlace(schema), { minLength: 1, maxLength: 3 })
    .chain((places) => fc.record(Object.fromEntries(places.map(({ path, value }) => [path, value]))))
    .chain((value) => fc.record({ op: fc.constantFrom('add', 'replace'), value: fc.constant(value) }));
  return fc.oneof(anyPlainOperation(schema), withFilter, withoutPath);
}

// Every attribute and sub-attribute by its path, those a client may not write as well.
function placesIn(schema: ResourceSchema): Place[] {
  const top = [...commonAttributes, ...schema.schema.attributes].flatMap((attribute) =>
    placesAt(attribute, ''),
  );
  return [
    ...top,
    ...schema.extensions.flatMap(({ id, attributes }) =>
      attributes.flatMap((each) => placesAt(each, `${id}:`)),
    ),
  ];
}

function placesAt(attribute: Attribute, prefix: string): Place[] {
  const path = prefix + attribute.name;
  return [
    { path, attribute, value: anyValue(attribute) },
    ...(attribute.subAttributes ?? []).map((part) => ({
      path: `${path}.${part.name}`,
      attribute,
      value: anyValue(part),
    })),
  ];
}
