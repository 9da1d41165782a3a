import { expect, test } from 'vitest';
import { isSameOrigin } from './same-origin.ts';

const ours = 'https://console.example.com';
const post = { method: 'POST', fetchSite: null, origin: ours, host: 'console.example.com' };

test('a page of ours may post', () => {
  expect(isSameOrigin(post, ours)).toBe(true);
  expect(isSameOrigin({ ...post, fetchSite: 'same-origin', origin: null }, ours)).toBe(true);
});

test('another site may not post', () => {
  expect(isSameOrigin({ ...post, origin: 'https://evil.example' }, ours)).toBe(false);
  expect(isSameOrigin({ ...post, fetchSite: 'cross-site' }, ours)).toBe(false);
});

test('a sister host of the same site may not post', () => {
  expect(isSameOrigin({ ...post, fetchSite: 'same-site' }, ours)).toBe(false);
});

test('the same host by another protocol is another site once ORIGIN is set', () => {
  expect(isSameOrigin({ ...post, origin: 'http://console.example.com' }, ours)).toBe(false);
});

test('a post that does not say where it comes from is refused', () => {
  expect(isSameOrigin({ ...post, origin: null }, ours)).toBe(false);
  expect(isSameOrigin({ ...post, origin: 'null' }, ours)).toBe(false);
});

test('without ORIGIN the host the request was sent to decides', () => {
  const local = { ...post, origin: 'http://localhost:5173', host: 'localhost:5173' };
  expect(isSameOrigin(local, undefined)).toBe(true);
  expect(isSameOrigin({ ...local, origin: 'http://localhost:9999' }, undefined)).toBe(false);
});

test('reading is open to links from anywhere', () => {
  expect(isSameOrigin({ ...post, method: 'GET', fetchSite: 'cross-site', origin: null }, ours)).toBe(true);
});
