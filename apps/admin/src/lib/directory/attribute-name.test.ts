import { expect, test } from 'vitest';
import { attributeName } from './attribute-name.ts';

test.each([
  ['name.givenName', 'Given name'],
  ['emails[type eq "work"].value', 'Work e-mail'],
  ['phoneNumbers[type eq "mobile"].value', 'Mobile phone'],
  ['addresses[type eq "work"].locality', 'Work address city'],
  ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department', 'Department'],
])('%s reads as %s', (path, name) => {
  expect(attributeName(path)).toBe(name);
});

test('an attribute nobody named keeps its path', () => {
  expect(attributeName('urn:example:badge:1.0:User:colour')).toBe('urn:example:badge:1.0:User:colour');
});
