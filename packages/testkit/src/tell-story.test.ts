import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, disconnect, type Database } from '@rollcall/database';
import { testDatabase } from '@rollcall/database/testing';
import {
  createAuth,
  createScimDoor,
  getOverview,
  listPeopleOfService,
  listResources,
  listServices,
  openScimScope,
  tenantsOf,
  userType,
  type Scope,
  type KeyRing,
} from '@rollcall/domain';
import { tellStory, type Story } from './tell-story.ts';

const publicOrigin = 'http://localhost:4000';
const secretKeys: KeyRing = [Buffer.alloc(32, 7)];

let database: Awaited<ReturnType<typeof testDatabase>>;
let db: Database;
let story: Story;
beforeAll(async () => {
  database = await testDatabase();
  db = connect(database.url, { max: 2 });
  story = await tellStory({ url: database.url, publicOrigin, secretKeys });
});
afterAll(async () => {
  await disconnect(db);
  await database[Symbol.asyncDispose]();
});

test('the token of the story opens its Base URL and shows its people, whoever brought them', async () => {
  const door = createScimDoor({ db, publicOrigin, secretKeys, now: () => new Date() });
  const scim = await openScimScope(door, {
    tenantKey: story.tenantKey,
    token: story.token,
    requestId: 'request-1',
  });
  expect(scim.baseUrl).toBe(story.baseUrl);
  const everyone = {
    filter: undefined,
    sort: undefined,
    count: 100,
    page: { startIndex: 1 },
    related: () => false,
  };
  expect((await listResources(scim, [userType], everyone)).total).toBe(17);
});

test('people of the story were brought by SCIM, by their first sign-in, or by an admin', async () => {
  const { people } = await getOverview(await scopeOfStory());
  expect(people.byOrigin).toEqual({ scim: 12, jit: 2, local: 3 });
});

test('people of the story reach its services, through groups in groups and by a rule', async () => {
  const scope = await scopeOfStory();
  const { items } = await listServices(scope, { page: 1 });
  const roster = items.find(({ name }) => name === 'Crew roster')!;
  const { items: people } = await listPeopleOfService(scope, roster.id, { page: 1 });
  const sources = new Set(
    people.flatMap(({ paths }) => paths.map(({ source, groups }) => source + groups.length)),
  );
  expect([...sources].sort()).toEqual(['group1', 'group2', 'rule0']);
});

test('one organisation of the story is empty and held to the RFC', async () => {
  const door = createScimDoor({ db, publicOrigin, secretKeys, now: () => new Date() });
  const { baseUrl, token } = story.strict;
  const tenantKey = baseUrl.split('/').at(-3)!;
  const scim = await openScimScope(door, { tenantKey, token, requestId: 'request-1' });
  expect([scim.baseUrl, scim.dialect.name]).toEqual([baseUrl, 'rfc']);
});

test('the admin of the story signs in and runs its organisations', async () => {
  const auth = createAuth({ db, secretKeys, adminOrigin: 'http://localhost:3000' });
  const { user } = await auth.api.signInEmail({ body: story.signIn });
  const tenants = await tenantsOf(db, user.id);
  expect(tenants.map(({ name, profile }) => ({ name, profile }))).toEqual([
    { name: 'Quillhaven Ferries', profile: 'owner' },
    { name: 'Saltmarsh Observatory', profile: 'admin' },
    { name: 'Thimblewick Orchards', profile: 'admin' },
  ]);
});

test('the story is told to an empty database only', async () => {
  await expect(tellStory({ url: database.url, publicOrigin, secretKeys })).rejects.toThrow(
    'The demo needs an empty database, and this one has organisations already.',
  );
});

async function scopeOfStory(): Promise<Scope> {
  const auth = createAuth({ db, secretKeys, adminOrigin: 'http://localhost:3000' });
  const { user } = await auth.api.signInEmail({ body: story.signIn });
  const tenant = (await tenantsOf(db, user.id)).find(({ key }) => key === story.tenantKey)!;
  const actor = { kind: 'system', id: null, label: 'Test' } as const;
  return { db, tenant, actor, requestId: 'request-1', now: () => new Date() };
}
