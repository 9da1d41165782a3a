import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import IconButton from './IconButton.svelte';
import { words } from './testing/words.ts';

test('an icon button is named by its label and says when it is pressed', () => {
  render(IconButton, { label: 'Dark theme', children: words(''), 'aria-pressed': true });
  expect(screen.getByRole('button', { name: 'Dark theme', pressed: true })).toBeVisible();
});
