import { expect, test } from 'vitest';
import { returnPath } from './return-path.ts';

test('a path of this site is kept with its query', () => {
  expect(returnPath('/acme-7f3k/directory/users?status=active')).toBe(
    '/acme-7f3k/directory/users?status=active',
  );
});

test('nothing asked for is the front page', () => {
  expect(returnPath(null)).toBe('/');
  expect(returnPath('')).toBe('/');
});

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
  'evil',
])('%s does not lead away from this site', (to) => {
  expect(returnPath(to)).toBe('/');
});
