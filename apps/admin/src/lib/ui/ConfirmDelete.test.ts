import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import ConfirmDelete from './ConfirmDelete.svelte';
import { words } from './testing/words.ts';

test('the button that destroys names what it destroys', () => {
  const children = words('Calls with it are refused at once.');
  render(ConfirmDelete, {
    verb: 'Revoke',
    name: 'Production',
    cancelHref: '/back',
    pending: false,
    children,
  });
  expect(screen.getByRole('button', { name: 'Revoke Production' })).toBeEnabled();
  expect(screen.getByRole('link', { name: 'Cancel' })).toHaveAttribute('href', '/back');
});
