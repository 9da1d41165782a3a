import { expect, test } from 'vitest';
import { deedOf } from './act-words.ts';

test('a deed names whom it is for, and the role as it is written', () => {
  expect(deedOf('archive', '8 people')).toBe('Archive 8 people');
  expect(deedOf('assign', '1 person')).toBe('Give a role to 1 person');
  expect(deedOf('unassign', '2 people', 'A role, $& worth')).toBe('Take A role, $& worth from 2 people');
});
