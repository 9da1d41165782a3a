import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import Time from './Time.svelte';

test('a time is relative, with the exact one for machines and on hover', () => {
  const at = new Date(Date.now() - 3 * 60_000).toISOString();
  render(Time, { at });
  const time = screen.getByText('3 minutes ago');
  expect(time).toHaveAttribute('datetime', at);
  expect(time.title).toMatch(/\d{4}, \d\d:\d\d:\d\d UTC$/);
});
