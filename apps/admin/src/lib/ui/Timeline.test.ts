import { render, screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import Timeline from './Timeline.svelte';

const entry = {
  id: '1',
  at: '2026-03-12T12:00:00Z',
  sentence: 'API token “Production” changed this person',
  details: ['Changed Active from yes to no'],
  tone: 'neutral' as const,
  note: 'Held back',
  href: '/person',
};

test('a timeline is a named list whose entries lead to what they are about', () => {
  render(Timeline, { label: 'History', entries: [entry] });
  const list = screen.getByRole('list', { name: 'History' });
  expect(within(list).getByRole('link', { name: entry.sentence })).toHaveAttribute('href', '/person');
  expect(within(list).getByText('Held back')).toBeVisible();
  expect(within(list).getByText('Changed Active from yes to no')).toBeVisible();
});
