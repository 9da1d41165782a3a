import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import FieldExample from './testing/FieldExample.svelte';
import SearchInput from './SearchInput.svelte';

test('the slash key goes to the search box', async () => {
  render(SearchInput, { label: 'Search users', name: 'search', value: '' });
  await userEvent.keyboard('/');
  expect(screen.getByRole('searchbox', { name: 'Search users' })).toHaveFocus();
});

test('a slash typed in another box is a slash', async () => {
  render(SearchInput, { label: 'Search users', name: 'search', value: '' });
  render(FieldExample);
  const other = screen.getByRole('textbox', { name: 'Label' });
  await userEvent.type(other, 'a/b');
  expect(other).toHaveValue('a/b');
  expect(other).toHaveFocus();
});

test('an answer that comes while somebody types does not replace what they type', async () => {
  const oninput = vi.fn();
  const { rerender } = render(SearchInput, { label: 'Search users', name: 'search', value: '', oninput });
  const box = screen.getByRole('searchbox', { name: 'Search users' });
  await userEvent.type(box, 'mina');
  expect(oninput).toHaveBeenCalledTimes(4);
  await rerender({ value: 'mi' });
  expect(box).toHaveValue('mina');
});
