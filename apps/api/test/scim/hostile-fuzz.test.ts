import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anyRequest, type AnyRequest } from '../any-request.ts';
import type { Answer } from '../http-answer.ts';
import { startScim, type Api, type Tenant } from '../start-scim.ts';
import { urns } from '../scim-client.ts';

let api: Api;
let tenant: Tenant;
let user: { id: string };
let group: { id: string };
beforeAll(async () => {
  api = await startScim();
  tenant = await api.makeTenant();
  user = await tenant.createUser('kai@example.com', {
    title: 'Engineer',
    emails: [{ value: 'k@example.com' }],
  });
  group = await tenant.createGroup('VPN Users', { members: [{ value: user.id }] });
});
afterAll(() => api[Symbol.asyncDispose]());

/** All that a request could have changed, in a few numbers: rows, versions, contents, lines of the ledger. */
async function fingerprint(): Promise<unknown> {
  const hash = (table: string) =>
    `(select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) from ${table} t)`;
  const tables = ['users', 'groups', 'memberships', 'parked_members', 'group_touches'].map(hash);
  const [row] = await tenant.rows(
    `select ${tables.join(' || ')} as content, (select count(*) from changes) as changes`,
  );
  return row;
}

/** RFC 7644 §3.12, and not a word of our insides. */
function expectRefusal({ status, headers, body, text }: Answer): void {
  expect(headers['content-type']).toBe('application/scim+json; charset=utf-8');
  expect(body).toMatchObject({
    schemas: [urns.error],
    status: String(status),
    detail: expect.any(String) as unknown,
  });
  expect(text).not.toMatch(/\bat .*\.ts|node_modules|postgres|pg_|syntax error|violates/i);
}

const send = ({ method, path, body, headers }: AnyRequest) =>
  api.send({
    method,
    path: `${tenant.path}${path}`,
    headers: { Authorization: `Bearer ${tenant.token}`, 'Content-Type': 'application/scim+json', ...headers },
    body,
  });

test('1,500 requests of any shape get no 500, and those refused are told why and change nothing', async () => {
  const statuses = new Map<number, number>();
  let before = await fingerprint();
  const property = fc.asyncProperty(anyRequest([user.id, group.id]), async (request) => {
    // What is deleted is gone for those that follow, so only what no request names is.
    if (request.method === 'DELETE' && (request.path.includes(user.id) || request.path.includes(group.id)))
      return;
    const answer = await send(request);
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    expect(answer.status < 500 || answer.status === 501).toBe(true);
    if (answer.status >= 400 && request.method !== 'HEAD') expectRefusal(answer);
    const after = await fingerprint();
    if (answer.status >= 400 || request.method === 'GET' || request.method === 'HEAD')
      expect(after).toEqual(before);
    before = after;
  });
  await fc.assert(property, { numRuns: 1500, seed: 2026, endOnFailure: true });
  expect(api.errors).toEqual([]);
  // A hat of which everything is refused, or nothing, would prove little.
  for (const status of [200, 201, 204, 400, 404, 405, 409, 412])
    expect(statuses.get(status) ?? 0).toBeGreaterThan(0);
});
