import { expect, test } from 'vitest';
import { hrefWith } from './href-with.ts';

const url = { pathname: '/acme-7f3k/directory/users', search: '?search=lee&page=3' };

test('sorting keeps the search and goes back to the first page', () => {
  expect(hrefWith(url, { sort: 'email' })).toBe('/acme-7f3k/directory/users?search=lee&sort=email');
});

test('paging keeps the search', () => {
  expect(hrefWith(url, { page: 4 })).toBe('/acme-7f3k/directory/users?search=lee&page=4');
});

test('a page without parameters has no question mark', () => {
  expect(hrefWith(url, { search: null })).toBe('/acme-7f3k/directory/users');
});

test('the action a form was sent to is not part of the page', () => {
  expect(hrefWith({ ...url, search: '?ask=generate-token&/generateToken' }, { ask: null })).toBe(
    url.pathname,
  );
});
