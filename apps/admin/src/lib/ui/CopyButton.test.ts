import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import CopyButton from './CopyButton.svelte';
import CopyField from './CopyField.svelte';

test('copying puts the text on the clipboard and says so', async () => {
  const user = userEvent.setup();
  render(CopyButton, { what: 'Base URL', text: 'https://rollcall.example/t/acme-7f3k/scim/v2' });
  await user.tab();
  await user.keyboard('{Enter}');
  expect(await navigator.clipboard.readText()).toBe('https://rollcall.example/t/acme-7f3k/scim/v2');
  expect(screen.getByRole('status')).toHaveTextContent('Base URL copied');
});

test('a field to copy from is found by its label, can be read and not changed', () => {
  render(CopyField, {
    label: 'Base URL',
    value: 'https://rollcall.example',
    hint: 'Paste it in Entra as Tenant URL.',
  });
  const box = screen.getByRole('textbox', { name: 'Base URL' });
  expect(box).toHaveValue('https://rollcall.example');
  expect(box).toHaveAttribute('readonly');
  expect(box).toHaveAccessibleDescription('Paste it in Entra as Tenant URL.');
  expect(screen.getByRole('button', { name: 'Copy Base URL' })).toBeEnabled();
});
