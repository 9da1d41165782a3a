import fc from 'fast-check';
import { anyText, enterprise, moments, types } from './any-person.ts';

/** The text of any filter on users that a schema gives a meaning to. */
export function anyUserFilter(ids: readonly string[]): fc.Arbitrary<string> {
  const comparison = fc.oneof(
    { weight: 6, arbitrary: onText(fc.constantFrom(...texts)) },
    { weight: 3, arbitrary: onText(fc.constantFrom(...severalTexts)) },
    { weight: 2, arbitrary: onBoolean },
    { weight: 2, arbitrary: onMoment },
    { weight: 2, arbitrary: onId(ids) },
    { weight: 1, arbitrary: onBinary },
    { weight: 3, arbitrary: fc.constantFrom(...all).map((path) => `${path} pr`) },
    { weight: 4, arbitrary: onElements },
    { weight: 1, arbitrary: fc.constantFrom(...onSchemas) },
  );
  return nested(comparison, 3);
}

const texts = [
  ...['userName', 'USERNAME', 'externalId', 'displayName', 'title', 'nickName', 'profileUrl'],
  ...['name.familyName', 'Name.GivenName', `${enterprise}:department`, 'department', 'manager'],
  ...[`${enterprise}:manager.value`, 'urn:ietf:params:scim:schemas:core:2.0:User:title', 'meta.resourceType'],
];
const severalTexts = ['emails', 'emails.value', 'emails.type', 'emails.display', 'phoneNumbers.type'];
const all = [
  ...[...texts, ...severalTexts, 'active', 'name', 'emails.primary', 'id', 'meta.created', 'schemas'],
  ...['x509Certificates', 'phoneNumbers[type eq "work"].value', enterprise],
];
const onSchemas = [
  `schemas eq "${enterprise}"`,
  'schemas co "core:2.0:User"',
  'schemas ne "urn:nothing"',
  'meta.version eq "W/\\"2\\""',
  'meta.resourceType eq "User"',
];

const equal = fc.constantFrom('eq', 'ne', 'EQ');
const ordered = fc.constantFrom('gt', 'ge', 'lt', 'le');
const textOperator = fc.oneof(equal, ordered, fc.constantFrom('co', 'sw', 'ew', 'Co'));
const anyName = fc.oneof(
  anyText,
  fc.nat(50).map((index) => `USER-${index}@example.com`),
  fc.constant('user-1'),
);
const literal = (value: unknown) => JSON.stringify(value);

function onText(path: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    {
      weight: 9,
      arbitrary: written(path, textOperator, fc.oneof(anyName, fc.constantFrom(...types)).map(literal)),
    },
    { weight: 1, arbitrary: written(path, equal, fc.constant('null')) },
  );
}

const onBoolean = written(
  fc.constantFrom('active', 'emails.primary', 'roles.primary'),
  equal,
  fc.constantFrom('true', 'false', '"True"', '"false"'),
);

const onMoment = written(
  fc.constantFrom('meta.created', 'meta.lastModified'),
  fc.oneof(equal, ordered),
  fc.constantFrom(...moments, '2026-01-31T10:00:00+01:00', '2026-01-31T09:00:00').map(literal),
);

const onBinary = written(
  fc.constantFrom('x509Certificates', 'x509Certificates.value'),
  fc.constantFrom('eq', 'ne', 'co'),
  anyText.map(literal),
);

const onElements = fc.oneof(
  inside(nested(onText(fc.constantFrom('value', 'type', 'display')), 1)).map((where) => `emails${where}`),
  fc
    .tuple(inside(onText(fc.constant('type'))), fc.constantFrom('.value', '.display'))
    .chain(([where, part]) => onText(fc.constant(`phoneNumbers${where}${part}`))),
  fc.constantFrom(
    'emails[primary eq true]',
    'emails[not (type eq "work")]',
    'emails[primary pr and value pr]',
  ),
);

function onId(ids: readonly string[]): fc.Arbitrary<string> {
  const value = fc.oneof(
    fc.constantFrom(...ids),
    fc.constantFrom(...ids).map((id) => id.slice(0, 30)),
    anyText,
  );
  return written(
    fc.constant('id'),
    fc.oneof(equal, fc.constantFrom('sw', 'co', 'gt', 'le')),
    value.map(literal),
  );
}

function written(...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...parts).map((words) => words.join(' '));
}

function inside(filter: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return filter.map((text) => `[${text}]`);
}

function nested(leaf: fc.Arbitrary<string>, depth: number): fc.Arbitrary<string> {
  if (depth === 0) return leaf;
  const inner = nested(leaf, depth - 1);
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    {
      weight: 1,
      arbitrary: fc
        .tuple(inner, fc.constantFrom('and', 'or', 'AND'), inner)
        .map((parts) => `(${parts.join(' ')})`),
    },
    { weight: 1, arbitrary: inner.map((filter) => `not (${filter})`) },
  );
}
