import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import TableExample from './testing/TableExample.svelte';

test('a table is named by its caption and its rows by their first cell', () => {
  render(TableExample);
  expect(screen.getByRole('table', { name: 'Users' })).toBeVisible();
  expect(screen.getByRole('rowheader', { name: 'Mina Sørby' })).toBeVisible();
});

test('a table that scrolls is reached by keyboard', async () => {
  render(TableExample);
  await userEvent.tab();
  expect(screen.getByRole('region', { name: 'Users table' })).toHaveFocus();
});

test('the sorted column says so, and its link sorts the other way', () => {
  render(TableExample);
  expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
  expect(screen.getByRole('columnheader', { name: 'Updated' })).toHaveAttribute('aria-sort', 'none');
  expect(screen.getByRole('link', { name: 'Name' })).toHaveAttribute('href', '?order=desc');
});
