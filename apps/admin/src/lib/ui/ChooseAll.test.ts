import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import Example from './testing/ChooseAllExample.svelte';

test('one box chooses all and none, and tells when it is some', async () => {
  const user = userEvent.setup();
  render(Example);
  const all = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Choose everyone' });
  const mina = screen.getByRole('checkbox', { name: 'Choose Mina' });
  const jonas = screen.getByRole('checkbox', { name: 'Choose Jonas' });
  await user.click(all);
  expect(mina).toBeChecked();
  expect(jonas).toBeChecked();

  await user.click(jonas);
  expect(all).not.toBeChecked();
  expect(all.indeterminate).toBe(true);
  await user.click(jonas);
  expect(all).toBeChecked();

  await user.click(all);
  expect(mina).not.toBeChecked();
});
