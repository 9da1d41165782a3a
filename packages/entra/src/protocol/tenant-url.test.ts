import { expect, test } from 'vitest';
import { parseTenantUrl } from './tenant-url.ts';

test.each([
  ['https://scim.example/t/acme', 'default'],
  ['https://scim.example/t/acme/', 'default'],
  ['https://scim.example/t/acme?aadOptscim062020', 'aadOptscim062020'],
  ['https://scim.example/t/acme/?aadOptscim062020', 'aadOptscim062020'],
  ['https://scim.example/t/acme?AzureAdScimPatch062020', 'aadOptscim062020'],
  ['https://scim.example/t/acme?AzureAdScimPatch2017', 'default'],
])('%s is one base in the %s dialect', (pasted, dialect) => {
  expect(parseTenantUrl(pasted)).toEqual({ base: 'https://scim.example/t/acme', query: '', dialect });
});

test('other parameters are kept, and the flag too when it is to be forwarded', () => {
  expect(parseTenantUrl('https://scim.example/?code=7&aadOptscim062020')).toMatchObject({ query: 'code=7' });
  expect(parseTenantUrl('https://scim.example/?aadOptscim062020', true)).toMatchObject({
    query: 'aadOptscim062020',
  });
});

test.each(['scim.example/t/acme', 'ftp://scim.example', ''])('"%s" is refused in one sentence', (pasted) => {
  expect(() => parseTenantUrl(pasted)).toThrow('is not a Tenant URL');
});
