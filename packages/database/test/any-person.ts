import fc from 'fast-check';
import { dialects, normaliseResource, userResource, type Resource } from '@rollcall/scim';
import type { Person } from './people-in-postgres.ts';

export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** Few texts, so that a filter often meets the value it asks for: cases, accents, other scripts, SQL's own signs. */
export const anyText = fc.constantFrom(
  ...['', 'a', 'A', 'ab', 'Ab c', 'zz', '\u00e9', 'e\u0301', '\u00c9a', 'stra\u00dfe', 'STRASSE', '\u1e9e'],
  ...[
    '\u03c3\u03b1\u03c2',
    '\u03a3\u0391\u03a3',
    '\u0130',
    'i\u0307',
    '\u0131',
    '\u674e',
    '\u{1f600}',
    '%',
    '_',
    '\\',
    `a'b"c`,
    '1',
    'true',
    'null',
  ],
);
/** Texts that are URIs, and base64. */
const anyUri = anyText.filter((text) => !/[\s"\\]/.test(text));
const anyBinary = fc.constantFrom('', 'AQI=', 'aqi=', 'AQID', 'zz==');
export const types = ['work', 'home', 'Work'];
export const moments = [
  '2026-01-31T09:00:00.000Z',
  '2026-01-31T09:00:00.001Z',
  '2026-01-31T09:00:01.000Z',
  '2026-06-01T00:00:00.000Z',
];

const sometimes = { requiredKeys: [] };
const pluralOf = (value: fc.Arbitrary<string>) =>
  fc.uniqueArray(
    fc.record({ value, type: fc.constantFrom(...types), display: anyText }, { requiredKeys: ['value'] }),
    { maxLength: 3, selector: ({ value, type }) => `${type} ${value}` },
  );
const plural = pluralOf(anyText);
const onePrimary = (values: readonly object[]) =>
  values.map((value, index) => (index === 0 ? { ...value, primary: true } : value));

const written = fc.record(
  {
    externalId: anyText,
    active: fc.boolean(),
    displayName: anyText,
    title: anyText,
    nickName: anyText,
    profileUrl: anyUri,
    name: fc.record({ familyName: anyText, givenName: anyText }, sometimes),
    emails: plural.map(onePrimary),
    phoneNumbers: plural,
    x509Certificates: pluralOf(anyBinary),
    [enterprise]: fc.record({ department: anyText, manager: fc.record({ value: anyText }) }, sometimes),
  },
  sometimes,
);

/** Someone who has everything, and in it nothing. */
const empty = {
  title: '',
  name: { familyName: '' },
  emails: [{ value: '' }],
  x509Certificates: [{ value: '', primary: false }],
  [enterprise]: { department: '', manager: { value: '' } },
};

/** A person whose attributes are read to the letter, so that empty text stays empty text. */
const anyPerson: fc.Arbitrary<Person> = fc.record({
  attributes: fc
    .oneof({ weight: 9, arbitrary: written }, { weight: 1, arbitrary: fc.constant(empty) })
    .map((attributes) => {
      const schemas = [userResource.schema.id, ...(attributes[enterprise] ? [enterprise] : [])];
      return normaliseResource(userResource, { schemas, userName: '-', ...attributes }, dialects.rfc);
    }),
  created: fc.constantFrom(...moments),
  modified: fc.constantFrom(...moments),
  version: fc.integer({ min: 1, max: 3 }),
});

/** The same people each time, every userName once. */
export function somePeople(howMany: number): Person[] {
  return fc.sample(anyPerson, { numRuns: howMany, seed: 7 }).map((person, index) => {
    const attributes: Resource = { ...person.attributes, userName: `User-${index}@Example.com` };
    return { ...person, attributes };
  });
}
