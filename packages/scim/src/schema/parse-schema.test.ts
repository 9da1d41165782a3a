import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dialects,
  enterpriseUserSchema,
  findAttribute,
  groupResource,
  groupSchema,
  normaliseResource,
  parseSchema,
  schemas,
  ScimError,
  type Attribute,
  type Schema,
  userResource,
  userSchema,
} from '../index.ts';

const id = 'urn:example:params:scim:schemas:extension:acme:2.0:User';
const badge = { name: 'badge', type: 'string' };
const withAttribute = (characteristics: object) => ({ id, attributes: [{ ...badge, ...characteristics }] });

describe('a schema given as data', () => {
  it('is what /Schemas published of it (RFC 7643 §7)', () => {
    const published = JSON.parse(
      JSON.stringify(schemas('https://a.example/scim/v2', [userResource, groupResource])),
    ) as unknown[];
    const ours = [userSchema, enterpriseUserSchema, groupSchema].map(withoutOurs);
    expect(published.map(parseSchema)).toEqual(ours);
  });

  it('has the defaults for what it leaves out (RFC 7643 §2.2)', () => {
    expect(parseSchema({ id, attributes: [{ name: 'badge' }] })).toEqual({
      id,
      name: 'User',
      description: '',
      attributes: [
        {
          name: 'badge',
          type: 'string',
          multiValued: false,
          description: '',
          required: false,
          caseExact: false,
          mutability: 'readWrite',
          returned: 'default',
          uniqueness: 'none',
        },
      ],
    });
  });

  it('names its characteristics in any case of letters (RFC 7643 §2.1)', () => {
    const parsed = parseSchema({ ID: id, Attributes: [{ Name: 'badge', multivalued: true }] });
    expect(parsed.attributes[0]).toMatchObject({ name: 'badge', multiValued: true });
  });

  it('extends a resource like one of ours (RFC 7643 §3.3)', () => {
    const acme = parseSchema(withAttribute({ type: 'integer' }));
    const resource = { ...userResource, extensions: [...userResource.extensions, acme] };
    expect(findAttribute(resource, 'BADGE', id.toUpperCase())?.attribute.type).toBe('integer');
    const body = { schemas: [userSchema.id, id], userName: 'kai', [id]: { badge: 7 } };
    expect(normaliseResource(resource, body, dialects.rfc)).toMatchObject({ [id]: { badge: 7 } });
    expect(() => normaliseResource(resource, { ...body, [id]: { badge: 'x' } }, dialects.rfc)).toThrow(
      /badge must be a whole number/,
    );
  });
});

describe('a definition that contradicts itself or the RFC is refused', () => {
  const refusals: readonly (readonly [string, unknown, RegExp])[] = [
    ['text', 'x', /must be a JSON object/],
    ['no id', { attributes: [badge] }, /id must be text, not nothing/],
    ['an id that is no URN', { id: 'acme', attributes: [badge] }, /must be a URN/],
    ['an id that would have to be quoted', { id: "urn:x:a'b:User", attributes: [badge] }, /must be a URN/],
    ['an id that ends in a version', { id: 'urn:x:acme:2.0', attributes: [badge] }, /ends in a name/],
    [
      'the URN of a message',
      { id: 'urn:ietf:params:scim:api:messages:2.0:Mine', attributes: [badge] },
      /is for messages/,
    ],
    ['no attributes', { id }, /attributes must hold at least one/],
    ['something else at the top', { id, attributes: [badge], note: 'x' }, /says "note"; it may say schemas/],
    ['an unknown characteristic', withAttribute({ indexed: true }), /attributes\[1\] says "indexed"/],
    ['a name that begins with a digit', withAttribute({ name: '2nd' }), /must begin with a letter/],
    ['a name with a dot', withAttribute({ name: 'a.b' }), /must begin with a letter/],
    ['a name every object has', withAttribute({ name: 'constructor' }), /cannot be constructor/],
    ['a name every resource has', withAttribute({ name: 'Meta' }), /every resource has it/],
    ['the same name twice', { id, attributes: [badge, { name: 'BADGE' }] }, /has BADGE twice/],
    ['an unknown type', withAttribute({ type: 'text' }), /type of attributes\[1\] \(badge\) must be one of/],
    ['a complex attribute without parts', withAttribute({ type: 'complex' }), /must hold at least one/],
    ['parts of a plain attribute', withAttribute({ subAttributes: [badge] }), /are for complex attributes/],
    [
      'a complex part',
      withAttribute({ type: 'complex', subAttributes: [{ name: 'x', type: 'complex', subAttributes: [] }] }),
      /type of subAttributes of attributes\[1\] \(badge\)\[1\] \(x\) must be one of/,
    ],
    [
      'a multi-valued part',
      withAttribute({ type: 'complex', subAttributes: [{ name: 'x', multiValued: true }] }),
      /cannot be multi-valued/,
    ],
    ['a flag as text', withAttribute({ required: 'true' }), /required of .* must be true or false/],
    ['a binary that ignores case', withAttribute({ type: 'binary', caseExact: false }), /must be true/],
    ['a secret that is returned', withAttribute({ mutability: 'writeOnly', returned: 'default' }), /never/],
    ['a required read-only', withAttribute({ mutability: 'readOnly', required: true }), /cannot be required/],
    [
      'reference types of text',
      withAttribute({ referenceTypes: ['User'] }),
      /referenceTypes .* are for references/,
    ],
    [
      'suggestions for a number',
      withAttribute({ type: 'integer', canonicalValues: ['1'] }),
      /canonicalValues .* are for text/,
    ],
    [
      'too many attributes',
      { id, attributes: Array.from({ length: 101 }, (_, index) => ({ name: `a${index}` })) },
      /at most 100/,
    ],
  ];
  for (const [name, definition, detail] of refusals) {
    it(`${name} (RFC 7643 §7)`, () => expect(() => parseSchema(definition)).toThrow(detail));
  }

  it('and whatever is sent gives a schema or a ScimError', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (anything, attributes, characteristic) => {
        for (const definition of [
          anything,
          { id, attributes },
          withAttribute({ type: characteristic }),
          withAttribute({ subAttributes: characteristic }),
        ]) {
          try {
            parseSchema(definition);
          } catch (error) {
            expect(error).toBeInstanceOf(ScimError);
          }
        }
      }),
    );
  });
});

// maxLength and precis are rules of ours that /Schemas has no word for.
function withoutOurs({ attributes, ...schema }: Schema): Schema {
  const strip = ({ maxLength: _, precis: __, subAttributes, ...attribute }: Attribute): Attribute =>
    subAttributes ? { ...attribute, subAttributes: subAttributes.map(strip) } : attribute;
  return { ...schema, attributes: attributes.map(strip) };
}
