import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import Button from './Button.svelte';
import { words } from './testing/words.ts';

test('a button is pressed by Enter and by Space', async () => {
  const onclick = vi.fn();
  render(Button, { children: words('Save'), type: 'button', onclick });
  const user = userEvent.setup();
  await user.tab();
  expect(screen.getByRole('button', { name: 'Save' })).toHaveFocus();
  await user.keyboard('{Enter} ');
  expect(onclick).toHaveBeenCalledTimes(2);
});

test('a button whose change is under way is busy, keeps focus and cannot be pressed again', async () => {
  const onclick = vi.fn();
  const { rerender } = render(Button, { children: words('Save'), type: 'button', onclick });
  const user = userEvent.setup();
  await user.tab();
  await rerender({ pending: true });
  const button = screen.getByRole('button', { name: 'Save' });
  expect(button).toHaveAttribute('aria-busy', 'true');
  expect(button).toHaveFocus();
  await user.keyboard('{Enter} ');
  expect(onclick).not.toHaveBeenCalled();
});

test('a button that leads somewhere is a link', () => {
  render(Button, { children: words('Connect Entra'), href: '/connect' });
  expect(screen.getByRole('link', { name: 'Connect Entra' })).toHaveAttribute('href', '/connect');
});
