import { afterAll, beforeAll, expect, test } from 'vitest';
import { failureReport, runChecks } from '@rollcall/conform';
import { startScim, type Api, type Tenant } from '../start-scim.ts';

let api: Api;
beforeAll(async () => void (api = await startScim()));
afterAll(() => api[Symbol.asyncDispose]());

/** What each dialect forgives on purpose (decision record 0031); every other check is met as by the letter. */
const forgiven = {
  entra: [
    'a PATCH without its schema is refused',
    'a resource that names only a schema of another type is refused',
    'a resource with an empty array of schemas is refused',
    'a resource without schemas is refused',
    'replace by a filter that matches nothing is noTarget',
    'text without quotes is invalidFilter',
    'the groups of a User cannot be patched through the User',
    'what is no base64 is never kept as a binary',
  ],
  okta: ['the groups of a User cannot be patched through the User'],
  google: [],
};

async function check(tenant: Tenant) {
  const run = await runChecks({ baseUrl: `${api.origin}${tenant.path}`, token: tenant.token });
  expect(run.left).toEqual([]);
  expect(api.errors).toEqual([]);
  return run.results.filter(({ outcome }) => outcome !== 'pass');
}

test('a fresh tenant, whose client is none with known habits, meets every MUST and every SHOULD, and offers all that is checked', async () => {
  const tenant = await api.makeTenant('Saltmarsh Observatory', 'rfc');
  const unmet = await check(tenant);
  expect(failureReport(unmet, [tenant.token])).toBe('');
  expect(unmet.map(({ check }) => check.title)).toEqual([]);
}, 120_000);

test.each(['entra', 'okta', 'google'] as const)(
  'a tenant of %s is forgiven what its dialect forgives, and nothing else',
  async (client) => {
    const failed = await check(await api.makeTenant(undefined, client));
    expect(failed.map(({ check }) => check.title).sort()).toEqual(forgiven[client]);
  },
  120_000,
);
