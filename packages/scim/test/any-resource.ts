import fc from 'fast-check';
import type { Attribute, Resource, ResourceSchema } from '../src/index.ts';

/** Few texts, so that values repeat and filters meet them. */
const text = fc.constantFrom(
  'a',
  'A',
  'b',
  'work',
  'home',
  'é',
  'e\u0301',
  'ß',
  '李',
  '\u{1f600}',
  'x y',
  '',
);
const ofType: Readonly<Record<Exclude<Attribute['type'], 'complex'>, fc.Arbitrary<unknown>>> = {
  string: text,
  boolean: fc.boolean(),
  decimal: fc.double({ noNaN: true, noDefaultInfinity: true }),
  integer: fc.integer(),
  dateTime: fc.constantFrom('2026-01-31T09:00:00Z', '2026-01-31T10:00:00.5+01:00', '2026-01-31T09:00:00'),
  binary: fc.constantFrom('', 'AQI=', 'AQID'),
  reference: fc.constantFrom('https://a.example/x', '../Users/1', 'urn:x:y'),
};
const hostile = fc.constantFrom<unknown>(
  ...[
    null,
    '',
    [],
    {},
    true,
    'True',
    7,
    -0,
    1e300,
    '\0',
    '\ud800',
    [[]],
    { value: null },
    { __proto__: null },
  ],
);

/** A value of the attribute, mostly of its type. */
export function anyValue(attribute: Attribute): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 9, arbitrary: rightValue(attribute) }, { weight: 1, arbitrary: hostile });
}

/** A value of the attribute that a client may send. */
export function rightValue(attribute: Attribute): fc.Arbitrary<unknown> {
  if (!attribute.multiValued) return rightOne(attribute);
  return fc.array(rightOne(attribute), { maxLength: 3 }).map(withOnePrimary);
}

/** One value of the attribute that a client may send. */
export function rightOne(attribute: Attribute): fc.Arbitrary<unknown> {
  if (attribute.name === 'userName') return fc.constantFrom('kai', 'Kai', 'mira@acme.example', '李');
  if (attribute.type !== 'complex')
    return attribute.required ? fc.constantFrom('a', 'b') : ofType[attribute.type];
  const parts = attribute.subAttributes ?? [];
  return fc.record(Object.fromEntries(parts.map((part) => [part.name, requiredOr(part)])), {
    requiredKeys: parts.filter((part) => part.required).map((part) => part.name),
  });
}

function requiredOr(part: Attribute): fc.Arbitrary<unknown> {
  return part.required && part.type === 'integer' ? fc.integer({ min: 0, max: 3 }) : rightOne(part);
}

/** A body that a client may send for the resource. */
export function anyBody(schema: ResourceSchema): fc.Arbitrary<Resource> {
  const extensions = schema.extensions.map(({ id, attributes }): [string, fc.Arbitrary<unknown>] => [
    id,
    recordOf(attributes),
  ]);
  const base = recordOf(schema.schema.attributes, Object.fromEntries(extensions));
  const schemas = [schema.schema.id, ...schema.extensions.map(({ id }) => id)];
  return base.map((body) => ({ schemas, ...body }));
}

function recordOf(
  attributes: readonly Attribute[],
  more: Record<string, fc.Arbitrary<unknown>> = {},
): fc.Arbitrary<Resource> {
  const writable = attributes.filter(({ mutability }) => mutability !== 'readOnly');
  const values = Object.fromEntries(writable.map((attribute) => [attribute.name, rightValue(attribute)]));
  const requiredKeys = writable.filter(({ required }) => required).map(({ name }) => name);
  return fc.record({ ...values, ...more }, { requiredKeys });
}

function withOnePrimary(values: readonly unknown[]): readonly unknown[] {
  return values.map((value, index) =>
    typeof value === 'object' && value !== null && 'primary' in value && index > 0
      ? { ...value, primary: false }
      : value,
  );
}
