import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import Empty from './Empty.svelte';
import Failed from './Failed.svelte';
import Forbidden from './Forbidden.svelte';
import ProgressBar from './ProgressBar.svelte';
import { words } from './testing/words.ts';

test('an empty place teaches the next step', () => {
  render(Empty, {
    title: 'Nobody is here yet',
    children: words('Why.'),
    next: { text: 'Connect Entra', href: '/x' },
  });
  expect(screen.getByRole('heading', { name: 'Nobody is here yet' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Connect Entra' })).toHaveAttribute('href', '/x');
});

test('a forbidden page says what is closed and whom to ask', () => {
  render(Forbidden, { message: 'Your profile is Read only.' });
  expect(screen.getByRole('heading', { name: 'Not open to you' })).toBeVisible();
  expect(screen.getByText('Your profile is Read only.')).toBeVisible();
});

test('a failed page can be tried again and gives an id to quote', () => {
  render(Failed, {
    title: 'This page could not be loaded',
    message: 'Why.',
    id: '4f1c',
    retryHref: '/again',
  });
  expect(screen.getByRole('link', { name: 'Try again' })).toHaveAttribute('href', '/again');
  expect(screen.getByText('4f1c')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Copy request id' })).toBeEnabled();
});

test('a slow page shows that it is loading', () => {
  render(ProgressBar, { label: 'Loading' });
  expect(screen.getByRole('progressbar', { name: 'Loading' })).toBeInTheDocument();
});
