import fc from 'fast-check';
import type { AttributePath, Filter } from '../src/index.ts';

const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const name = fc.constantFrom(
  'userName',
  'displayName',
  'active',
  'emails',
  'value',
  'type',
  'manager',
  'a',
  'x-1',
  'A_b',
);

const plainPath: fc.Arbitrary<AttributePath> = fc.record(
  {
    schema: fc.constantFrom(urn, 'urn:x'),
    attribute: name,
    subAttribute: fc.constantFrom('value', '$ref', 'givenName'),
  },
  { requiredKeys: ['attribute'] },
);

const literal = fc.oneof(
  fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed() && !text.includes('\0')),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Number.isInteger(value)),
  fc.boolean(),
  fc.constant(null),
);

const operator = fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le' as const);

/** A filter as deep as the parser allows, with value paths where `paths` has them. */
function filters(
  path: fc.Arbitrary<AttributePath>,
  has: fc.Arbitrary<Filter>[],
  depth: number,
): fc.Arbitrary<Filter> {
  const leaf: fc.Arbitrary<Filter> = fc.oneof(
    fc.record({ kind: fc.constant('compare' as const), path, operator, value: literal }),
    fc.record({ kind: fc.constant('present' as const), path }),
    ...has,
  );
  if (depth === 0) return leaf;
  const inner = filters(path, has, depth - 1);
  return fc.oneof(
    leaf,
    fc.record({
      kind: fc.constant('logical' as const),
      operator: fc.constantFrom('and' as const, 'or' as const),
      left: inner,
      right: inner,
    }),
    fc.record({ kind: fc.constant('not' as const), filter: inner }),
  );
}

const valueFilter = filters(fc.record({ attribute: name }), [], 1);
const wherePath = fc.record({
  attribute: name,
  where: valueFilter,
  subAttribute: fc.constantFrom('value', 'type'),
});
const hasNode = fc.record({
  kind: fc.constant('has' as const),
  path: fc.record({ attribute: name }),
  filter: valueFilter,
});

/** Any path of a PATCH, and any filter. */
export const anyPath: fc.Arbitrary<AttributePath> = fc.oneof(
  plainPath,
  wherePath,
  fc.record({ attribute: name, where: valueFilter }),
);
export const anyFilter: fc.Arbitrary<Filter> = filters(fc.oneof(plainPath, wherePath), [hasNode], 3);
