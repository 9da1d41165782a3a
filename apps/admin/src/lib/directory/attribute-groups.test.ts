import { expect, test } from 'vitest';
import { attributeGroups } from './attribute-groups.ts';

test('attributes stand under the headings a person would look for them', () => {
  const groups = attributeGroups([
    { path: 'title', value: 'Analyst' },
    { path: 'name.givenName', value: 'Mina' },
    { path: 'emails[type eq "work"].value', value: 'mina@acme.example' },
    { path: 'urn:example:badge:1.0:User:colour', value: 'blue' },
  ]);
  expect(groups.map(({ title, attributes }) => [title, attributes.map(({ name }) => name)])).toEqual([
    ['Name', ['Given name']],
    ['Contact', ['Work e-mail']],
    ['Work', ['Title']],
    ['Other', ['urn:example:badge:1.0:User:colour']],
  ]);
});

test('what the page tells elsewhere is not told twice', () => {
  const told = ['active', 'userName', 'externalId', 'emails[type eq "work"].primary'];
  expect(attributeGroups(told.map((path) => ({ path, value: true })))).toEqual([]);
});
