import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';
import { welcome } from './welcome.ts';

const demo = {
  signIn: { email: 'admin@example.com', password: 'a password' },
  tenantKey: 'acme-7f3k',
  baseUrl: 'http://localhost:4000/t/acme-7f3k/scim/v2',
  token: 'rcl_scim_secret',
  strict: { baseUrl: 'http://localhost:4000/t/saltmarsh-2k9d/scim/v2', token: 'rcl_scim_other' },
};

test('the printed curl can be pasted: a shell reads from it the header and the address', () => {
  const text = welcome(readSettings([], {}), demo);
  const line = text.split('\n').find((each) => each.trim().startsWith('curl')) ?? '';
  const words = execFileSync('/bin/sh', ['-c', `set -- ${line}; printf '%s\\n' "$@"`], { encoding: 'utf8' });
  expect(words.trim().split('\n')).toEqual([
    'curl',
    '-H',
    'Authorization: Bearer rcl_scim_secret',
    'http://localhost:4000/t/acme-7f3k/scim/v2/Users?count=2',
  ]);
});

test('what checks conformance is told, unless the demo is older than it', () => {
  const { strict, ...older } = demo;
  const told = `conform --base-url '${strict.baseUrl}' --token '${strict.token}'`;
  expect(welcome(readSettings([], {}), demo)).toContain(told);
  expect(welcome(readSettings([], {}), older)).not.toContain('conform');
});

test('where people of the demo sign in is told, unless the demo is older than it', () => {
  const told = 'http://localhost:4000/t/acme-7f3k\n';
  expect(welcome(readSettings([], {}), { ...demo, signInPath: '/t/acme-7f3k' })).toContain(told);
  expect(welcome(readSettings([], {}), demo)).not.toContain(told);
});

test('a Base URL follows the port of this start', () => {
  expect(welcome(readSettings([], { PUBLIC_PORT: '4010' }), demo)).toContain(
    'http://localhost:4010/t/acme-7f3k/scim/v2',
  );
});
