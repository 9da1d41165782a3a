import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import DialogExample from './testing/DialogExample.svelte';

test('a dialog is named by its title and closed by its Close', async () => {
  const onclose = vi.fn();
  render(DialogExample, { onclose });
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Open' }));
  expect(screen.getByRole('dialog', { name: 'Enable SCIM' })).toBeVisible();
  await user.click(screen.getByRole('link', { name: 'Close' }));
  expect(onclose).toHaveBeenCalledOnce();
});

test('a dialog that goes away with the page gives focus back and was not closed by the person', async () => {
  const onclose = vi.fn();
  render(DialogExample, { onclose });
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Open' }));
  await user.click(screen.getByRole('button', { name: 'Go on' }));
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Open' })).toHaveFocus();
  expect(onclose).not.toHaveBeenCalled();
});
