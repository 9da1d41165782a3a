import { expect, test } from 'vitest';
import { chosenColumns } from './columns.ts';
import { userColumns } from './user-columns.ts';

test('who has chosen nothing sees the usual columns, as room allows', () => {
  expect(chosenColumns(userColumns, '').map(({ key }) => key)).toContain('updatedAt');
  expect(chosenColumns(userColumns, 'nonsense').map(({ key }) => key)).toEqual(
    chosenColumns(userColumns, '').map(({ key }) => key),
  );
});

test('chosen columns are shown in their order, however little room there is', () => {
  const chosen = chosenColumns(userColumns, 'lastSignInAt.email');
  expect(chosen.map(({ key, room }) => [key, room])).toEqual([
    ['email', ''],
    ['lastSignInAt', ''],
  ]);
});
