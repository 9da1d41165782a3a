import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import RadioGroup from './RadioGroup.svelte';

const options = [
  { value: 'keep', text: 'Keep their access', hint: 'They stay as they are.' },
  { value: 'suspend', text: 'Suspend their access', hint: 'They can no longer sign in.' },
];

test('the options answer the question, and the arrow keys choose', async () => {
  render(RadioGroup, { legend: 'What happens to the people?', name: 'people', options, value: 'keep' });
  expect(screen.getByRole('group', { name: 'What happens to the people?' })).toBeVisible();
  const user = userEvent.setup();
  await user.tab();
  expect(screen.getByRole('radio', { name: 'Keep their access', checked: true })).toHaveFocus();
  await user.keyboard('{ArrowDown}');
  const suspend = screen.getByRole('radio', { name: 'Suspend their access', checked: true });
  expect(suspend).toHaveAccessibleDescription('They can no longer sign in.');
});
