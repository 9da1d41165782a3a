import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import TextArea from './TextArea.svelte';

const props = { id: 'rule', name: 'rule', 'aria-label': 'Rule' };

test('a text of several lines starts with its value, and what is typed stays when the value comes again', async () => {
  const { rerender } = render(TextArea, { ...props, value: 'one\ntwo' });
  const box = screen.getByRole('textbox', { name: 'Rule' });
  expect(box).toHaveValue('one\ntwo');
  await userEvent.type(box, '\nthree');
  await rerender({ ...props, value: 'one' });
  expect(box).toHaveValue('one\ntwo\nthree');
});
