import type { AnyTRPCProcedure } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appRouter } from '@rollcall/admin-api';
import {
  addExtension,
  addResourceType,
  assignRole,
  createLocalGroup,
  createLocalUser,
  runBulkJob,
  savePolicy,
  saveRole,
  saveService,
  startBulkJob,
  type Outcome,
  createOutbound,
  createWebhook,
  generateFeedToken,
  listConflicts,
  sendTestEvent,
} from '@rollcall/domain';
import { makeGroup, makeResource, makeUser } from '@rollcall/testkit';
import { rowsOf } from '../start-scim.ts';
import { secretKeys, startAdmin, type AdminDoor } from './start-admin.ts';
import { confirm, questions, schemaOf } from './tenancy-questions.ts';

// At run time the record is flat, keyed by path.
const flat = appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>;
const procedures = Object.entries(flat).map(([path, procedure]) => ({ path, type: procedure._def.type }));
const ofTenant = procedures.filter(({ path }) => path !== 'session.me');
const changes = ofTenant.filter(({ type }) => type === 'mutation');

const secrets = ['Lantern', 'lantern', 'Mina', 'Harbour'];

let door: AdminDoor;
let lantern: Awaited<ReturnType<typeof fill>>;
let stranger: Awaited<ReturnType<typeof fill>>;
beforeAll(async () => {
  door = await startAdmin();
  lantern = await fill('Lantern Works', { givenName: 'Mina', group: 'Harbour' });
  stranger = await fill('Otter Freight', { givenName: 'Jonas', group: 'Yard' });
});
afterAll(() => door[Symbol.asyncDispose]());

test('every procedure has its question here', () => {
  expect(Object.keys(questions).sort()).toEqual(ofTenant.map(({ path }) => path).sort());
});

describe.each(ofTenant)('$path', ({ path, type }) => {
  test('needs a session', async () => {
    const before = await everything();
    const answer = await door.call(path, type, { tenant: lantern.key, ...asked(path) });
    expect(answer).toMatchObject({ status: 401, body: { error: { data: { code: 'UNAUTHORIZED' } } } });
    expect(await everything()).toBe(before);
  });

  test('of another organisation answers as if there were none', async () => {
    const before = await everything();
    const ask = (tenant: string) => door.call(path, type, { tenant, ...asked(path) }, stranger.cookie);
    const answer = await ask(lantern.key);
    expect(answer.status).toBe(404);
    expect(withoutId(answer.body, lantern.key)).toEqual(
      withoutId((await ask('nobody-0000')).body, 'nobody-0000'),
    );
    expect(await everything()).toBe(before);
  });

  test('of one’s own organisation knows nothing of another’s ids', async () => {
    const before = await everything();
    const input = { tenant: stranger.key, ...asked(path) };
    const text = JSON.stringify(await door.call(path, type, input, stranger.cookie));
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(await everything()).toBe(before);
  });
});

test.each(changes)('$path is refused to a Read only profile and changes nothing', async ({ path, type }) => {
  const before = await everything();
  const answer = await door.call(path, type, { tenant: lantern.key, ...asked(path) }, lantern.readOnlyCookie);
  expect(answer).toMatchObject({ status: 403, body: { error: { data: { code: 'FORBIDDEN' } } } });
  expect(await everything()).toBe(before);
});

describe.each(['users', 'groups'])('the export of %s', (what) => {
  const ask = (tenant: string, cookie?: string) =>
    fetch(`${door.origin}/export/${what}?${new URLSearchParams({ tenant, format: 'csv' }).toString()}`, {
      headers: cookie === undefined ? {} : { cookie },
    });

  test('needs a session', async () => {
    expect((await ask(lantern.key)).status).toBe(401);
  });

  test('of another organisation answers as if there were none', async () => {
    const answers = await Promise.all([lantern.key, 'nobody-0000'].map((key) => ask(key, stranger.cookie)));
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    const [theirs, none] = (await Promise.all(answers.map((answer) => answer.json()))) as object[];
    expect(withoutId(theirs!, lantern.key)).toEqual(withoutId(none!, 'nobody-0000'));
  });

  test('of one’s own organisation has nothing of another’s', async () => {
    const text = await (await ask(stranger.key, stranger.cookie)).text();
    expect(text).toContain(what === 'users' ? 'Jonas' : 'Yard');
    for (const secret of secrets) expect(text).not.toContain(secret);
  });

  test('is open to a Read only profile', async () => {
    expect((await ask(lantern.key, lantern.readOnlyCookie)).status).toBe(200);
  });
});

test('an admin is told of their own organisations only', async () => {
  const { body } = await door.call('session.me', 'query', null, stranger.cookie);
  expect(body.result?.data).toMatchObject({ tenants: [{ key: stranger.key, name: 'Otter Freight' }] });
});

test('the same questions are answered to the organisation’s own admin, and change what they change', async () => {
  const before = await everything();
  // What takes a thing away is asked last of all that is asked of it.
  const isEnd = ({ path }: { path: string }) => path === 'webhooks.switch' || path === 'webhooks.delete';
  for (const { path, type } of [...ofTenant].sort((a, b) => Number(isEnd(a)) - Number(isEnd(b)))) {
    const answer = await door.call(path, type, { tenant: lantern.key, ...asked(path) }, lantern.cookie);
    expect(answer, path).toMatchObject({ status: 200 });
  }
  expect(await everything()).not.toBe(before);
  expect(door.errors).toEqual([]);
});

function asked(path: string): object {
  const input = questions[path];
  if (!input) throw new Error(`Say in tenancy-questions.ts what ${path} is to be asked.`);
  return input(lantern);
}

async function fill(name: string, of: { givenName: string; group: string }) {
  const { scope, token, scim, open } = await door.makeConnectedTenant(name);
  const user = await makeUser(scim, { givenName: of.givenName });
  const group = await makeGroup(scim, { displayName: of.group, members: [user.id] });
  const { id: localUserId } = await createLocalUser(scope, { userName: `${of.givenName} the local` });
  const { id: localGroupId } = await createLocalGroup(scope, { displayName: `${of.group} kept here` });
  const desk = `desk@${of.givenName}.example`;
  await createLocalUser(scope, { userName: `${of.givenName} at the desk`, email: desk });
  await makeUser(scim, { userName: desk, givenName: of.givenName });
  const [conflict] = (await listConflicts(scope, { page: 1 })).items;
  const jobId = await made(
    startBulkJob(scope, { act: 'suspend', people: { ids: [localUserId] } }, { confirm }),
  );
  await runBulkJob({ ...scope, tenantId: scope.tenant.id }, jobId);
  const urn = `urn:${of.group.toLowerCase()}:extension:User`;
  await addExtension(scope, { type: 'User', definition: schemaOf(urn) });
  const endpoint = `${of.group}Berths`;
  const definition = { ...schemaOf(`urn:berths:${endpoint}`), attributes: [{ name: 'displayName' }] };
  await addResourceType(scope, { name: `${of.group}Berth`, endpoint, definition });
  const displayName = `${of.group} berth`;
  const resource = await makeResource(await open(), `${of.group}Berth`, { displayName });
  const serviceId = await made(
    saveService(scope, { name: `${of.group} files`, address: 'https://files.example/' }, { confirm }),
  );
  const roleId = await made(
    saveRole(scope, { name: `${of.group} reader`, rule: 'active eq true' }, { confirm }),
  );
  await assignRole(scope, { roleId, groups: [group.id] }, { confirm });
  const opens = { addRoles: [roleId], setServices: [{ id: serviceId, level: 'use' as const }] };
  const policyId = await made(savePolicy(scope, { name: `${of.group} files`, ...opens }, { confirm }));
  const url = `https://${of.group.toLowerCase()}.example.com/hook`;
  const by = { secretKeys, outbound: createOutbound({ allowLoopback: false }) };
  const { webhook } = await createWebhook(scope, { url, description: of.group }, by);
  const { deliveryId } = await sendTestEvent(scope, webhook.id);
  const feed = await generateFeedToken(scope, { label: of.group });
  return {
    scope,
    serviceId,
    roleId,
    policyId,
    key: scope.tenant.key,
    webhookId: webhook.id,
    deliveryId,
    feedTokenId: feed.token.id,
    conflictId: conflict?.id ?? '',
    userId: user.id,
    groupId: group.id,
    localUserId,
    localGroupId,
    jobId,
    tokenId: token.id,
    urn,
    endpoint,
    resourceId: resource.id,
    cookie: await door.signInTo(scope),
    readOnlyCookie: await door.signInTo(scope, 'readOnly'),
  };
}

async function made(outcome: Promise<Outcome<{ id: string }>>): Promise<string> {
  const done = await outcome;
  return done.applied ? done.result.id : '';
}

/** All that is stored of the first organisation, as text to compare. */
async function everything(): Promise<string> {
  const { id } = lantern.scope.tenant;
  const tables = await rowsOf(
    door.db,
    id,
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'tenant_id' order by 1`,
  );
  const texts = tables.map(async ({ name }) => {
    const sql = `select to_jsonb(t)::text as row from ${name} t where tenant_id = '${id}' order by 1`;
    return [name, await rowsOf(door.db, id, sql)];
  });
  return JSON.stringify(await Promise.all(texts));
}

function withoutId(body: object, key: string): string {
  return JSON.stringify(body)
    .replaceAll(key, 'KEY')
    .replace(/"requestId":"[^"]*"/, '');
}
