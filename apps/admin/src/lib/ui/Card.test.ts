import { render, screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import Badge from './Badge.svelte';
import Card from './Card.svelte';
import Fact from './Fact.svelte';
import { words } from './testing/words.ts';

test('a card is a region named by its title', () => {
  render(Card, { title: 'API tokens', children: words('None yet.') });
  const card = screen.getByRole('region', { name: 'API tokens' });
  expect(within(card).getByRole('heading', { level: 2, name: 'API tokens' })).toBeVisible();
});

test('a fact with something to copy has a button named for it', () => {
  render(Fact, { label: 'Id', copy: '0199c0de', children: words('0199c0de') });
  expect(screen.getByRole('term')).toHaveTextContent('Id');
  expect(screen.getByRole('button', { name: 'Copy Id' })).toBeEnabled();
});

test('a badge says in words what its colour means', () => {
  render(Badge, { tone: 'bad', children: words('Suspended'), title: 'May not sign in.' });
  expect(screen.getByText('Suspended')).toBeVisible();
});
