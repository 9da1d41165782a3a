import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import Progress from './Progress.svelte';

test('progress is known by its name, and says how much is done', () => {
  render(Progress, { label: 'People done', value: 25, max: 200 });
  expect(screen.getByRole('progressbar', { name: 'People done' })).toHaveAttribute('value', '25');
  expect(screen.getByText('12 %')).toBeVisible();
});

test('nothing to do is done', () => {
  render(Progress, { label: 'People done', value: 0, max: 0 });
  expect(screen.getByText('100 %')).toBeVisible();
});
