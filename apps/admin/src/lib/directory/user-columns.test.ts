import { expect, test } from 'vitest';
import { chosenColumns } from './user-columns.ts';

test('who has chosen nothing sees the usual columns, as room allows', () => {
  expect(chosenColumns(undefined).map(({ key }) => key)).toContain('updatedAt');
  expect(chosenColumns('nonsense').map(({ key }) => key)).toEqual(
    chosenColumns(undefined).map(({ key }) => key),
  );
});

test('chosen columns are shown in their order, however little room there is', () => {
  const chosen = chosenColumns('lastSignInAt.email');
  expect(chosen.map(({ key, room }) => [key, room])).toEqual([
    ['email', ''],
    ['lastSignInAt', ''],
  ]);
});
