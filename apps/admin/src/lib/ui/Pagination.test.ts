import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import Pagination from './Pagination.svelte';

const hrefOf = (page: number) => `?page=${page}`;

test('the middle of a list leads both ways and says where it is', () => {
  render(Pagination, { label: 'Users', page: 2, pageSize: 25, total: 1204, hrefOf });
  expect(screen.getByRole('navigation', { name: 'Users: pages' })).toHaveTextContent('26–50 of 1,204');
  expect(screen.getByRole('link', { name: 'Previous page' })).toHaveAttribute('href', '?page=1');
  expect(screen.getByRole('link', { name: 'Next page' })).toHaveAttribute('href', '?page=3');
});

test('the ends of a list lead one way only', () => {
  render(Pagination, { label: 'Users', page: 1, pageSize: 25, total: 30, hrefOf });
  expect(screen.queryByRole('link', { name: 'Previous page' })).not.toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Next page' })).toBeVisible();
});

test('a list of one page has no pages to turn', () => {
  render(Pagination, { label: 'Users', page: 1, pageSize: 25, total: 3, hrefOf });
  expect(screen.queryByRole('link')).not.toBeInTheDocument();
});
