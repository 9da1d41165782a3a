import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import SwitchExample from './testing/SwitchExample.svelte';

test('a switch has a name and says whether it is on', () => {
  render(SwitchExample, { checked: true });
  expect(screen.getByRole('switch', { name: 'SCIM Provisioning', checked: true })).toBeEnabled();
});

test('pressing a switch by keyboard asks its form, and does not flip by itself', async () => {
  const onsubmit = vi.fn((event: SubmitEvent) => event.preventDefault());
  render(SwitchExample, { onsubmit });
  const user = userEvent.setup();
  await user.tab();
  await user.keyboard(' ');
  expect(onsubmit).toHaveBeenCalledOnce();
  expect(screen.getByRole('switch', { name: 'SCIM Provisioning' })).not.toBeChecked();
});

test('a switch that may not be used tells why', () => {
  render(SwitchExample, { disabled: true });
  const control = screen.getByRole('switch', { name: 'SCIM Provisioning' });
  expect(control).toBeDisabled();
  expect(control).toHaveAccessibleDescription('Save the identity provider settings first.');
});
