import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Dialect } from '@rollcall/scim';
import { anyRequest, type AnyRequest } from '../any-request.ts';
import type { Answer } from '../http-answer.ts';
import { startScim, type Api, type Tenant } from '../start-scim.ts';
import { urns } from '../scim-client.ts';

let api: Api;
let tenant: Tenant;
let user: { id: string };
let group: { id: string };
beforeEach(async () => {
  api = await startScim();
});
afterEach(() => api[Symbol.asyncDispose]());

/** An organisation with a user and a group, whose messages are read in that dialect from the first on. */
async function begin(dialect: Dialect['name']): Promise<void> {
  tenant = await api.makeTenant(undefined, dialect);
  user = await tenant.createUser('kai@example.com', {
    title: 'Engineer',
    emails: [{ value: 'k@example.com' }],
  });
  group = await tenant.createGroup('VPN Users', { members: [{ value: user.id }] });
}

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

test.each([
  ['entra', 1500, [200, 201, 204, 400, 404, 405, 409, 412]],
  ['okta', 400, [200, 201, 400, 404]],
  ['google', 400, [200, 201, 400, 404]],
  ['rfc', 400, [200, 201, 400, 404]],
] as const)(
  'read as %s, %i requests of any shape get no 500, and those refused change nothing',
  async (dialect, numRuns, seen) => {
    await begin(dialect);
    const statuses = new Map<number | string, number>();
    const count = (key: number | string) => statuses.set(key, (statuses.get(key) ?? 0) + 1);
    let before = await fingerprint();
    const property = fc.asyncProperty(anyRequest([user.id, group.id]), async (request) => {
      // What is deleted is gone for those that follow, so only what no request names is.
      if (request.method === 'DELETE' && (request.path.includes(user.id) || request.path.includes(group.id)))
        return;
      const answer = await send(request);
      count(answer.status);
      count(`${request.path.split('/').at(-1)} ${answer.status}`);
      expect(answer.status < 500 || answer.status === 501).toBe(true);
      if (answer.status >= 400 && request.method !== 'HEAD') expectRefusal(answer);
      const after = await fingerprint();
      const isRead =
        request.method === 'GET' || request.method === 'HEAD' || request.path.includes('.search');
      if (answer.status >= 400 || isRead) expect(after).toEqual(before);
      before = after;
    });
    await fc.assert(property, { numRuns, seed: 2026, endOnFailure: true });
    expect(api.errors).toEqual([]);
    // A hat of which everything is refused, or nothing, would prove little.
    for (const status of [...seen, 'Bulk 200', '.search 200'])
      expect(statuses.get(status) ?? 0, `how often ${status}`).toBeGreaterThan(0);
  },
);
