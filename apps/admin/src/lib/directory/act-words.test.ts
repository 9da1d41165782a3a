import { expect, test } from 'vitest';
import { actsOnGroups, actsOnUsers, deedOf, wordsOf } from './act-words.ts';

test('a deed names what it is for, and the role as it is written', () => {
  expect(deedOf({ about: 'User', act: 'archive', total: 8 })).toBe('Archive 8 people');
  expect(deedOf({ about: 'Group', act: 'delete', total: 1 })).toBe('Delete 1 group');
  expect(deedOf({ about: 'User', act: 'assign', total: 1 })).toBe('Give a role to 1 person');
  const role = 'A role, $& worth';
  expect(deedOf({ about: 'Group', act: 'unassign', total: 2, role })).toBe(
    'Take A role, $& worth from 2 groups',
  );
});

test('what an act means for groups is not what it means for people', () => {
  for (const act of actsOnGroups) {
    expect(actsOnUsers).toContain(act);
    expect(wordsOf({ about: 'Group', act }).meaning).not.toBe(wordsOf({ about: 'User', act }).meaning);
  }
});
