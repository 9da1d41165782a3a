import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import Breadcrumbs from './Breadcrumbs.svelte';
import PageHeader from './PageHeader.svelte';
import SkipLink from './SkipLink.svelte';
import Stat from './Stat.svelte';

test('a page has one first heading', () => {
  render(PageHeader, { title: 'Users', lead: 'Everyone.' });
  expect(screen.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
});

test('breadcrumbs lead back and end where one is', () => {
  render(Breadcrumbs, { trail: [{ text: 'Users', href: '/users' }, { text: 'Mina Sørby' }] });
  expect(screen.getByRole('navigation', { name: 'Breadcrumbs' })).toHaveTextContent('Mina Sørby');
  expect(screen.getAllByRole('link')).toHaveLength(1);
});

test('the way past the navigation goes to the content', () => {
  render(SkipLink, { to: '#content' });
  expect(screen.getByRole('link', { name: 'Skip to content' })).toHaveAttribute('href', '#content');
});

test('a figure is grouped in thousands and leads to what it counts', () => {
  render(Stat, { label: 'People', value: 12043, href: '/users' });
  expect(screen.getByText('12,043')).toBeVisible();
  expect(screen.getByRole('link', { name: 'People' })).toHaveAttribute('href', '/users');
});
