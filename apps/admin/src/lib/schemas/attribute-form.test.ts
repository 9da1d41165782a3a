import { expect, test } from 'vitest';
import { attributeOf, formOf, newAttribute } from './attribute-form.ts';

const described = {
  name: 'badge',
  type: 'complex',
  description: 'What doors ask for',
  multiValued: true,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  subAttributes: [
    {
      name: 'level',
      type: 'integer',
      description: 'From 1 to 5',
      multiValued: false,
      required: true,
      caseExact: false,
      mutability: 'readWrite',
      returned: 'default',
      uniqueness: 'none',
    },
  ],
} as const;

test('a form that is sent as it was shown describes the same attribute, its parts in full', () => {
  const { caseExact: _, ...rest } = described;
  expect(attributeOf(formOf(described), described)).toEqual(rest);
});

test('lists are written with commas between, and a part is text unless it says otherwise', () => {
  const form = { ...newAttribute, attribute: 'port', type: 'complex', parts: 'name,  speed integer , ' };
  expect(attributeOf(form)).toMatchObject({
    subAttributes: [
      { name: 'name', type: 'string' },
      { name: 'speed', type: 'integer' },
    ],
  });
  const coloured = { ...newAttribute, attribute: 'colour', canonicalValues: 'red, blue' };
  expect(attributeOf(coloured)).toMatchObject({ canonicalValues: ['red', 'blue'] });
});

test('what is written only is never returned, and the case of a reference counts', () => {
  expect(attributeOf({ ...newAttribute, mutability: 'writeOnly' })).toMatchObject({ returned: 'never' });
  expect(attributeOf({ ...newAttribute, type: 'reference' })).toMatchObject({ caseExact: true });
});
