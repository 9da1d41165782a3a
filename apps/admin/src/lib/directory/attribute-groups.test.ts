import { expect, test } from 'vitest';
import { attributeGroups, resourceGroups } from './attribute-groups.ts';

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

test('attributes of an extension of one’s own are under its name', () => {
  const urn = 'urn:lantern:extension:badge:2.0:User';
  const badge = {
    urn,
    name: 'Badge',
    description: '',
    attributes: [],
    isStandard: false,
    isExtension: true,
    required: false,
    type: { name: 'User', endpoint: 'Users' },
  };
  expect(attributeGroups([{ path: `${urn}:level`, value: 4 }], [badge])).toEqual([
    { title: 'Badge', attributes: [{ name: 'level', path: `${urn}:level`, value: '4' }] },
  ]);
});

test('attributes of a resource of an own type are under its name, whatever they are called', () => {
  const attributes = [
    { path: 'externalId', value: 'd-1' },
    { path: 'active', value: true },
    { path: 'title', value: 'By the door' },
  ];
  expect(resourceGroups(attributes, [], 'Device')).toEqual([
    {
      title: 'Device',
      attributes: [
        { name: 'Active', path: 'active', value: 'Yes' },
        { name: 'Title', path: 'title', value: 'By the door' },
      ],
    },
  ]);
});
