import { describe, expect, it } from 'vitest';
import {
  dialects,
  groupResource,
  limits,
  normaliseResource,
  schemasOf,
  urns,
  userResource,
} from '../index.ts';

const entra = (body: unknown) => normaliseResource(userResource, body, dialects.entra);
const strict = (body: unknown) => normaliseResource(userResource, body, dialects.rfc);
const acme = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';
const kai = { schemas: [urns.user], userName: 'kai@acme.example' };
const stored = { userName: 'kai@acme.example', active: true };

describe('the body of a POST as Entra sends it', () => {
  it('keeps what a client may write and nothing else', () => {
    const body = {
      ...kai,
      schemas: [urns.user, urns.enterpriseUser],
      externalId: 'kai.lund',
      id: 'mine',
      meta: { resourceType: 'User' },
      groups: [{ value: 'g' }],
      password: 'correct horse',
      roles: [],
      title: null,
      emails: [{ primary: true, type: 'work', value: 'kai@acme.example' }],
      [urns.enterpriseUser]: { employeeNumber: '70211', manager: 'm1' },
    };
    expect(entra(body)).toEqual({
      ...stored,
      externalId: 'kai.lund',
      emails: [{ primary: true, type: 'work', value: 'kai@acme.example' }],
      [urns.enterpriseUser]: { employeeNumber: '70211', manager: { value: 'm1' } },
    });
  });

  it('active is true when the client does not say (RFC 7643 §4.1.1)', () => {
    expect(entra({ userName: 'k' })).toEqual({ userName: 'k', active: true });
    expect(entra({ userName: 'k', active: null })).toEqual({ userName: 'k', active: true });
    expect(entra({ userName: 'k', active: 'False' })).toEqual({ userName: 'k', active: false });
  });

  it('names become canonical (RFC 7643 §2.1)', () => {
    expect(
      entra({
        USERNAME: 'k',
        Name: { GivenName: 'Kai' },
        [urns.enterpriseUser.toUpperCase()]: { Department: 'Ops' },
      }),
    ).toEqual({
      userName: 'k',
      active: true,
      name: { givenName: 'Kai' },
      [urns.enterpriseUser]: { department: 'Ops' },
    });
  });

  it('nulls, empty arrays and empty objects say nothing (RFC 7643 §2.5)', () => {
    expect(
      entra({
        ...kai,
        name: {},
        emails: [null, {}],
        addresses: null,
        [urns.enterpriseUser]: { department: null },
      }),
    ).toEqual(stored);
  });

  it('values come back as they were sent', () => {
    const body = {
      ...kai,
      phoneNumbers: [{ type: 'work', value: ' +45 (87) 65 43 21 ' }],
      locale: 'qwertzuiopas',
      profileUrl: 'no url',
    };
    expect(entra(body)).toEqual({
      ...stored,
      phoneNumbers: body.phoneNumbers,
      locale: body.locale,
      profileUrl: body.profileUrl,
    });
  });

  it('the enterprise URN may lack its last colon', () => {
    const misspelt = urns.enterpriseUser.replace('2.0:', '2.0');
    expect(entra({ ...kai, [misspelt]: { department: 'Ops' } })).toEqual({
      ...stored,
      [urns.enterpriseUser]: { department: 'Ops' },
    });
  });

  it('an undeclared extension is kept as it came, other unknown attributes are not', () => {
    expect(
      entra({ ...kai, favouriteColour: 'blue', [acme]: { badge: 'B-1', tags: ['a', null], empty: [] } }),
    ).toEqual({
      ...stored,
      [acme]: { badge: 'B-1', tags: ['a'] },
    });
  });

  it('the string "True" of a validator becomes a boolean', () => {
    expect(entra({ ...kai, roles: [{ primary: 'True', value: 'auditor' }] })).toMatchObject({
      roles: [{ primary: true, value: 'auditor' }],
    });
  });

  it('a group keeps its members by id', () => {
    const body = {
      displayName: 'VPN',
      members: [{ value: 'a', $ref: null, display: 'A' }, 'b', { value: 'a', $ref: 'x' }],
    };
    expect(normaliseResource(groupResource, body, dialects.entra)).toEqual({
      displayName: 'VPN',
      members: [{ value: 'a', display: 'A' }, { value: 'b' }],
    });
  });

  it('schemas follows from the data (RFC 7643 §3)', () => {
    expect(schemasOf(userResource, entra({ ...kai, [acme]: { badge: 'B' } }))).toEqual([urns.user, acme]);
  });
});

describe('a body that is refused says why', () => {
  const refusals: readonly (readonly [string, unknown, string, RegExp])[] = [
    ['an array', [], 'invalidSyntax', /must be a JSON object that describes a User/],
    ['no userName', {}, 'invalidValue', /userName is required/],
    ['an empty userName', { userName: '' }, 'invalidValue', /userName is required/],
    ['a blank userName', { userName: '  ' }, 'invalidValue', /userName is required/],
    ['a NUL character', { ...kai, title: 'a\0' }, 'invalidValue', /title holds a NUL/],
    [
      'half a surrogate pair',
      { ...kai, name: { givenName: '\ud800' } },
      'invalidValue',
      /name\.givenName holds half/,
    ],
    [
      'half a surrogate pair in an extension',
      { ...kai, [acme]: { a: ['\ud800'] } },
      'invalidValue',
      /acme.*holds half/,
    ],
    ['an object for text', { ...kai, title: {} }, 'invalidValue', /title must be text, not an object/],
    [
      'text for an object',
      { ...kai, name: 'Kai' },
      'invalidValue',
      /name must be an object with formatted, familyName/,
    ],
    [
      'text that is too long',
      { ...kai, title: 'x'.repeat(limits.stringLength + 1) },
      'invalidValue',
      /at most 65536/,
    ],
    [
      'a userName that is too long',
      { userName: 'x'.repeat(513) },
      'invalidValue',
      /userName is 513 characters long/,
    ],
    [
      'too many values',
      { ...kai, emails: Array(201).fill({ value: 'x' }) },
      'tooLarge',
      /emails has 201 values/,
    ],
    [
      'an extension that is too deep',
      { ...kai, [acme]: nested(40) },
      'invalidValue',
      /nested deeper than 32/,
    ],
  ];
  for (const [name, body, code, detail] of refusals) {
    it(name, () =>
      expect(() => entra(body)).toThrow(
        expect.objectContaining({ code, message: expect.stringMatching(detail) }),
      ),
    );
  }

  it('a deep value in an attribute of the schema is refused without descending', () => {
    expect(() => entra({ ...kai, title: nested(100_000) })).toThrow(/title must be text/);
  });
});

describe('the rfc dialect holds a body to the letter', () => {
  it('a proper body is stored', () => {
    expect(strict({ ...kai, active: false })).toEqual({ ...stored, active: false });
  });

  const refusals: readonly (readonly [string, unknown, string])[] = [
    ['RFC 7643 §3 schemas is required', { userName: 'k' }, 'invalidSyntax'],
    ['RFC 7643 §3 schemas names the base schema', { ...kai, schemas: [urns.group] }, 'invalidSyntax'],
    [
      'RFC 7643 §3 schemas names no unknown schema',
      { ...kai, schemas: [urns.user, 'urn:x'] },
      'invalidValue',
    ],
    [
      'RFC 7643 §3 schemas names every extension in use',
      { ...kai, [urns.enterpriseUser]: { department: 'x' } },
      'invalidValue',
    ],
    ['text is no boolean (RFC 7643 §2.3.2)', { ...kai, active: 'True' }, 'invalidValue'],
    ['a number is no text (RFC 7643 §2.3.1)', { ...kai, title: 7 }, 'invalidValue'],
    [
      'one value is primary (RFC 7643 §2.4)',
      {
        ...kai,
        emails: [
          { value: 'a', primary: true },
          { value: 'b', primary: true },
        ],
      },
      'invalidValue',
    ],
  ];
  for (const [name, body, code] of refusals) {
    it(name, () => expect(() => strict(body)).toThrow(expect.objectContaining({ code })));
  }
});

it('a key called __proto__ changes nothing', () => {
  const body = JSON.parse(
    `{"userName":"k","__proto__":{"polluted":true},"${acme}":{"__proto__":{"polluted":true},"badge":"B"}}`,
  );
  const resource = entra(body);
  expect(resource).toEqual({ userName: 'k', active: true, [acme]: { badge: 'B' } });
  expect(Object.getPrototypeOf(resource[acme])).toBe(Object.prototype);
});

function nested(depth: number): unknown {
  let value: unknown = { a: 'x' };
  for (let level = 0; level < depth; level += 1) value = { a: value };
  return value;
}
