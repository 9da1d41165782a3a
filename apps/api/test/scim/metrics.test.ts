import { recordSpans } from '@rollcall/telemetry/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMetrics } from '../../src/create-metrics.ts';
import { startScim, type Api } from '../start-scim.ts';

const metrics = createMetrics();
const { tracing, spans } = recordSpans();
let api: Api;
beforeAll(async () => {
  api = await startScim({ metrics, tracing, level: 'info' });
});
afterAll(() => api[Symbol.asyncDispose]());

/** The names of organisations in the metrics, and how many requests each has. */
async function countsByTenant(): Promise<Map<string, number>> {
  const text = await metrics.metrics();
  const lines = text.matchAll(/^scim_tenant_request_duration_seconds_count\{tenant="([^"]+)"\} (\d+)/gm);
  return new Map([...lines].map(([, tenant = '', count]) => [tenant, Number(count)]));
}

test('twenty organisations have metrics by their key, and all others together have one more', async () => {
  const tenants = [];
  for (let n = 0; n < 24; n++) tenants.push(await api.makeTenant());
  for (const tenant of tenants) expect((await tenant.get('/Users')).status).toBe(200);
  const counts = await countsByTenant();
  expect(counts.size).toBe(21);
  expect(counts.get('other')).toBe(4);
  expect([...counts.keys()].slice(0, 20)).toEqual(tenants.slice(0, 20).map(({ key }) => key));
});

test('an address that nobody proved is no name in the metrics', async () => {
  const before = await countsByTenant();
  const [tenant, stranger] = [await api.makeTenant(), '/t/invented-0000/scim/v2/Users'];
  await api.send({ method: 'GET', path: stranger, headers: { authorization: `Bearer ${tenant.token}` } });
  await api.send({
    method: 'GET',
    path: `${tenant.path}/Users`,
    headers: { authorization: 'Bearer invented' },
  });
  expect(await countsByTenant()).toEqual(before);
  expect(await metrics.metrics()).toMatch(/scim_request_duration_seconds_count\{[^}]*status="401"/);
});

test('a time leads to the trace it was measured in', async () => {
  const tenant = await api.makeTenant();
  await tenant.get('/Schemas');
  const text = await metrics.metrics();
  const [, traceId, spanId] =
    /^scim_request_duration_seconds_bucket\{.*endpoint="Schemas".*\} 1 # \{trace_id="(\w+)",span_id="(\w+)"\}/m.exec(
      text,
    )!;
  const span = spans().find(({ name }) => name === 'GET /t/:tenant/scim/v2/Schemas')!;
  expect({ traceId, spanId }).toEqual({
    traceId: span.spanContext().traceId,
    spanId: span.spanContext().spanId,
  });
  expect(text.trimEnd().endsWith('# EOF')).toBe(true);
});

test('an answer slower than promised is in the log, with its organisation and its trace', async () => {
  const tenant = await api.makeTenant();
  const { body } = await tenant.post('/Users', { userName: 'kai@lantern.example' });
  const holder = await api.db.pool.connect();
  await holder.query('begin');
  await holder.query(`select set_config('app.tenant_id', $1, true)`, [tenant.id]);
  await holder.query('select from users where id = $1 for update', [body.id]);
  const answer = tenant.patch(`/Users/${body.id}`, [{ op: 'Replace', path: 'title', value: 'Pilot' }]);
  setTimeout(() => void holder.query('commit').then(() => holder.release()), 700);
  expect((await answer).status).toBe(200);

  const [line] = api.errors.map((each) => JSON.parse(each)).filter(({ msg }) => msg === 'a slow answer');
  const span = spans().findLast(({ name }) => name === 'PATCH /t/:tenant/scim/v2/Users')!;
  expect(line).toMatchObject({
    tenant: tenant.key,
    method: 'PATCH',
    endpoint: 'Users',
    status: 200,
    traceId: span.spanContext().traceId,
  });
  expect(line.seconds).toBeGreaterThan(0.5);
  expect(JSON.stringify(line)).not.toContain('kai');
});
