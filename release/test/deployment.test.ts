import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { once } from 'node:events';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuth } from '@rollcall/domain';
import { enableScim, makeAdmin, makeTenant, makeToken } from '@rollcall/testkit';
import { startCollector } from './collector.ts';
import { untilAnswers } from './container.ts';
import { passwords } from './deployed.ts';
import { asService, openStage, runOnce, startApi, type StageHere } from './stage.ts';

// In the order of a deployment: the roles, the schema, the API, the Command Center.
let stage: StageHere;
let customer: { baseUrl: string; token: string; email: string; password: string };

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

test('a container that lacks variables ends at once and names every one of them', async () => {
  const { SECRET_KEY, DATABASE_PASSWORD, PUBLIC_ORIGIN, ...rest } = stage.environment.api();
  const container = stage.api.run(rest);
  expect(await container.ended).toBe(1);
  for (const name of ['SECRET_KEY', 'DATABASE_PASSWORD', 'PUBLIC_ORIGIN']) {
    expect(container.output()).toContain(`${name} is missing.`);
  }
  expect([SECRET_KEY, DATABASE_PASSWORD, PUBLIC_ORIGIN]).not.toContain(undefined);
});

test('an administrator who is no superuser makes the roles, twice without harm, and the owner migrates', async () => {
  await runOnce(stage.api, stage.environment.roles(), '/app/roles.js');
  await runOnce(stage.api, stage.environment.roles(), '/app/roles.js');
  expect(await runOnce(stage.api, stage.environment.migrate(), '/app/migrate.js')).toContain('0001_tenancy');
  expect(await runOnce(stage.api, stage.environment.migrate(), '/app/migrate.js')).toContain(
    'nothing to apply',
  );
});

test('the login of the service cannot change the schema, nor can the one that takes turns with it', async () => {
  await query(
    'rollcall_administrator',
    passwords.administrator,
    `create role rollcall_app_clone login password 'of-a-rotation'; grant rollcall_app to rollcall_app_clone`,
  );
  for (const [user, password] of [
    ['rollcall_app', passwords.service],
    ['rollcall_app_clone', 'of-a-rotation'],
  ] as const) {
    await expect(query(user, password, 'alter table users add column extra text')).rejects.toThrow(
      'must be owner',
    );
    await query(user, password, 'set role rollcall_service; select count(*) from tenants');
  }
});

test('a release that was gone back to leaves the newer schema alone', async () => {
  const ahead = `insert into kysely_migration values ('9999_of_a_newer_release', now())`;
  await query('rollcall_owner', passwords.owner, ahead);
  expect(await runOnce(stage.api, stage.environment.migrate(), '/app/migrate.js')).toContain(
    'nothing to apply',
  );
  await query('rollcall_owner', passwords.owner, `delete from kysely_migration where name like '9999%'`);
});

test('a Command Center that cannot reach the API says so on a page that looks like one of its own', async () => {
  const admin = stage.admin.run(stage.environment.admin());
  await untilAnswers(admin, `${stage.adminOrigin}/favicon.svg`);
  const answer = await fetch(`${stage.adminOrigin}/`, { headers: { accept: 'text/html' } });
  expect(answer.status).toBe(503);
  const page = await answer.text();
  expect(page).toContain('Rollcall is not available');
  expect(page).not.toContain('%');
  const files = [...page.matchAll(/<link rel="\w+" href="([^"]+)"/g)].map(([, path]) => path);
  expect(files).toHaveLength(2);
  for (const path of files) expect((await fetch(stage.adminOrigin + path)).status).toBe(200);
  admin.signal('SIGTERM');
  expect(await admin.ended).toBe(0);
});

test('the API serves SCIM, and the Command Center signs an admin in', async () => {
  const api = await startApi(stage);
  customer = await makeCustomer();
  const list = await fetch(`${customer.baseUrl}/Users`, {
    headers: { authorization: `Bearer ${customer.token}` },
  });
  expect(list.status).toBe(200);
  expect(await list.json()).toMatchObject({ totalResults: 0 });

  const metrics = await (await fetch(`${stage.privateUrl}/metrics`)).text();
  expect(metrics).toMatch(/^rollcall_event_lag_seconds 0$/m);

  const admin = stage.admin.run(stage.environment.admin());
  await untilAnswers(admin, `${stage.adminOrigin}/sign-in`);
  const signedIn = await fetch(`${stage.adminOrigin}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      accept: 'text/html',
      origin: stage.adminOrigin,
      'x-forwarded-for': '203.0.113.7, 198.51.100.1',
    },
    body: new URLSearchParams({ email: customer.email, password: customer.password }),
  });
  expect(signedIn.status).toBe(303);
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const page = await fetch(`${stage.adminOrigin}/`, { headers: { cookie } });
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('Quillhaven Ferries');

  for (const container of [admin, api]) container.signal('SIGTERM');
  expect(await Promise.all([admin.ended, api.ended])).toEqual([0, 0]);
});

test('a page and what it asked of the API are one trace', async () => {
  await using collector = await startCollector(stage.collectorPort);
  const api = await startApi(stage);
  const admin = stage.admin.run(stage.environment.admin());
  await untilAnswers(admin, `${stage.adminOrigin}/favicon.svg`);
  // Nobody is signed in; the API was asked all the same.
  const answer = await fetch(`${stage.adminOrigin}/acme-7f3k/directory/users?search=kai`, {
    redirect: 'manual',
    headers: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
  });
  expect(answer.status).toBe(303);
  for (const container of [admin, api]) container.signal('SIGTERM');
  expect(await Promise.all([admin.ended, api.ended])).toEqual([0, 0]);

  const page = collector.spans.find(({ service }) => service === 'rollcall-admin');
  expect(page?.name).toBe('GET /[tenant]/directory/users');
  const below = collector.spans.filter(({ parentSpanId }) => parentSpanId === page?.spanId);
  expect(below).toMatchObject([{ service: 'rollcall-api', name: 'GET /trpc', traceId: page?.traceId }]);
  // A browser says nothing about what its request belongs to, and no address is told on.
  expect(page?.traceId).not.toBe('0af7651916cd43dd8448eb211c80319c');
  expect(JSON.stringify(collector.spans)).not.toContain('kai');
});

test('what is stored comes under a new key, and the old one may go', async () => {
  const newKey = randomBytes(32);
  const [old] = stage.secretKeys;
  const keys = (...each: Buffer[]) => ({ SECRET_KEY: each.map((key) => key.toString('base64')).join() });
  const reseal = (ring: Record<string, string>) =>
    runOnce(stage.api, stage.environment.api(ring), '/app/reseal.js');
  await expect(reseal(keys(newKey))).rejects.toThrow('no key of SECRET_KEY opens this');
  expect(await reseal(keys(newKey, old))).toContain('"resealed":1,"lost":0');
  expect(await reseal(keys(newKey))).toContain('"resealed":0,"lost":0');
  expect(await reseal(keys(old, newKey))).toContain('"resealed":1,"lost":0');
});

test('on SIGTERM every request under way is answered, and the process ends', async () => {
  const api = await startApi(stage);
  const load = putOnLoad(16);
  await load.warm;
  api.signal('SIGTERM');
  const { answered, failed, underWay } = await load.stop();
  expect(failed).toEqual([]);
  expect(underWay).toBeGreaterThan(0);
  expect(answered).toBeGreaterThan(100);
  expect(await api.ended).toBe(0);
  expect(api.output()).not.toContain('"level":50');
});

async function makeCustomer() {
  const { secretKeys, publicOrigin, adminOrigin } = stage;
  return asService(stage, async (db) => {
    const scope = await makeTenant(db);
    await enableScim(scope, { secretKeys });
    const { secret } = await makeToken(scope);
    const auth = createAuth({ db, secretKeys, adminOrigin, onProblem: () => undefined });
    const { email, password } = await makeAdmin(auth, scope);
    return { baseUrl: `${publicOrigin}/t/${scope.tenant.key}/scim/v2`, token: secret, email, password };
  });
}

/** So many callers at once make one person after the other over kept connections, as a load balancer does. */
function putOnLoad(callers: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  const failed: unknown[] = [];
  let [answered, underWay, isStopped] = [0, 0, false];
  const warm = Promise.withResolvers<void>();
  const caller = async (name: number) => {
    for (let n = 0; !isStopped; n++) {
      underWay++;
      await createPerson(agent, `caller-${name}-${n}@quillhaven.example`).then(
        (status) => (status === 201 ? answered++ : failed.push(status)),
        (error: unknown) => failed.push(error),
      );
      underWay--;
      if (answered > 100) warm.resolve();
      if (failed.length > 0) warm.reject(failed[0]);
    }
  };
  const callersDone = Promise.all(Array.from({ length: callers }, (_, name) => caller(name)));
  return {
    warm: warm.promise,
    /** What a load balancer does to a task that leaves: it sends no more, and waits for what it has sent. */
    async stop() {
      const atSignal = underWay;
      isStopped = true;
      await callersDone;
      agent.destroy();
      return { answered, failed, underWay: atSignal };
    },
  };
}

async function createPerson(agent: Agent, userName: string): Promise<number | undefined> {
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];
  const sent = request(`${customer.baseUrl}/Users`, {
    agent,
    method: 'POST',
    headers: { authorization: `Bearer ${customer.token}`, 'content-type': 'application/scim+json' },
  });
  sent.end(JSON.stringify({ schemas, userName }));
  const [answer] = (await once(sent, 'response')) as [import('node:http').IncomingMessage];
  answer.resume();
  await once(answer, 'end');
  return answer.statusCode;
}

async function query(user: string, password: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: stage.urlOf(user, password) });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
