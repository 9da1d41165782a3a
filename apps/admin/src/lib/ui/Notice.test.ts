import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import Notice from './Notice.svelte';
import { words } from './testing/words.ts';

test('a refusal interrupts and can be given focus', () => {
  render(Notice, { tone: 'bad', announce: 'alert', children: words('Nothing was saved.') });
  const alert = screen.getByRole('alert');
  expect(alert).toHaveTextContent('Nothing was saved.');
  alert.focus();
  expect(alert).toHaveFocus();
});

test('good news waits its turn', () => {
  render(Notice, { tone: 'good', announce: 'status', children: words('Saved.') });
  expect(screen.getByRole('status')).toHaveTextContent('Saved.');
});
