import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import FieldExample from './testing/FieldExample.svelte';

test('a control is named by its label and described by its hint', () => {
  render(FieldExample);
  expect(screen.getByRole('textbox', { name: 'Label' })).toHaveAccessibleDescription(
    'To tell it from others.',
  );
});

test('a problem marks its control and is read out with it', () => {
  render(FieldExample, { problem: 'Give the token a label.' });
  const input = screen.getByRole('textbox', { name: 'Label' });
  expect(input).toBeInvalid();
  expect(input).toHaveAccessibleDescription('Give the token a label. To tell it from others.');
});

test('a box starts with its value, and what is typed stays when the value comes again', async () => {
  const { rerender } = render(FieldExample, { value: 'Production' });
  const input = screen.getByRole('textbox', { name: 'Label' });
  expect(input).toHaveValue('Production');
  await userEvent.type(input, ' 2');
  await rerender({ value: 'Production', problem: 'Too long.' });
  expect(input).toHaveValue('Production 2');
});

test('a select shows its value and offers the others', async () => {
  render(FieldExample);
  const select = screen.getByRole('combobox', { name: 'Expires after' });
  expect(select).toHaveDisplayValue('One year');
  await userEvent.selectOptions(select, '90 days');
  expect(select).toHaveValue('90');
});
