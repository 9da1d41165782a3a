import { sql } from 'kysely';
import { beforeAll, beforeEach, afterAll, expect, test } from 'vitest';
import { insertUsers } from '@rollcall/database/testing';
import { addGroup, addUser, openDirectory, patch } from '../../test/fill-directory.ts';
import { accessOf, ledgerOf, newOrganisation, testConnection } from '../../test/test-organisation.ts';
import { inTenant } from '../in-tenant.ts';
import { deleteResource, userType, type Scope, type ScimScope } from '../index.ts';
import { listConflicts } from './list-conflicts.ts';
import { previewTakeOver } from './preview-take-over.ts';
import { resolveConflict } from './resolve-conflict.ts';

let connection: Awaited<ReturnType<typeof testConnection>>;
let scope: Scope;
let scim: ScimScope;
beforeAll(async () => {
  connection = await testConnection();
});
beforeEach(async () => {
  scope = await newOrganisation(connection.db);
  scim = await openDirectory(scope);
});
afterAll(() => connection[Symbol.asyncDispose]());

const work = (value: string) => ({ emails: [{ value, type: 'work' }] });

/** Somebody who has signed in before SCIM came, with that address verified where it is given. */
async function signedIn(userName: string, facts: { subject?: string; verified?: string } = {}) {
  return inTenant(scope, async (tx) => {
    const [id] = await insertUsers(tx, [
      { attributes: { userName, ...(facts.verified && work(facts.verified)) }, origin: 'jit' },
    ]);
    await tx
      .insertInto('user_identities')
      .values({
        issuer: 'https://login.example',
        subject: facts.subject ?? `subject of ${userName}`,
        user_id: id!,
        verified_email_key: facts.verified ?? null,
      })
      .execute();
    return id!;
  });
}

async function local(userName: string, email?: string) {
  const [id] = await inTenant(scope, (tx) =>
    insertUsers(tx, [{ attributes: { userName, ...(email && work(email)) }, origin: 'local' }]),
  );
  return id!;
}

const waiting = async () =>
  (await listConflicts(scope, { page: 1 })).items.map(({ ground, user, other }) => [
    user.userName,
    other.userName,
    ground,
  ]);

test('somebody new whose verified address, sign-in id or entered address is another’s is made, held, and waits', async () => {
  await signedIn('kit', { verified: 'kit@lantern.example' });
  await signedIn('nia@old.example', { subject: 'object-id-of-nia' });
  await local('front desk', 'desk@lantern.example');

  await addUser(scim, { userName: 'kit@lantern.example' });
  await addUser(scim, { userName: 'nia@new.example', externalId: 'object-id-of-nia' });
  await addUser(scim, { userName: 'desk.one', ...work('Desk@lantern.example') });
  await addUser(scim, { userName: 'somebody@else.example' });

  expect(await waiting()).toEqual([
    ['kit@lantern.example', 'kit', 'verifiedEmail'],
    ['nia@new.example', 'nia@old.example', 'subject'],
    ['desk.one', 'front desk', 'email'],
  ]);
  expect(await accessOf(scope)).toMatchObject({
    'kit@lantern.example': 'held',
    'nia@new.example': 'held',
    'desk.one': 'held',
    'somebody@else.example': 'granted',
    kit: 'granted',
  });
});

test('an address that nobody verified holds nobody', async () => {
  await inTenant(scope, (tx) =>
    insertUsers(tx, [{ attributes: { userName: 'kit', ...work('kit@lantern.example') }, origin: 'jit' }]),
  );
  await addUser(scim, { userName: 'kit@lantern.example', ...work('kit@lantern.example') });
  expect(await waiting()).toEqual([]);
});

test('what SCIM asks for meanwhile is stored and gives no access', async () => {
  await signedIn('kit', { verified: 'kit@lantern.example' });
  const id = await addUser(scim, { userName: 'kit@lantern.example', active: false });
  await patch(scim, userType, id, { op: 'replace', path: 'active', value: true });
  expect(await accessOf(scope)).toMatchObject({ 'kit@lantern.example': 'held' });

  const [conflict] = (await listConflicts(scope, { page: 1 })).items;
  await resolveConflict(scope, { id: conflict!.id, as: 'keepApart' });

  expect(await accessOf(scope)).toEqual({ kit: 'granted', 'kit@lantern.example': 'granted' });
  expect(await waiting()).toEqual([]);
});

test('kept apart, whoever is requested inactive stays out', async () => {
  await signedIn('kit', { verified: 'kit@lantern.example' });
  await addUser(scim, { userName: 'kit@lantern.example', active: false });
  const [conflict] = (await listConflicts(scope, { page: 1 })).items;
  await resolveConflict(scope, { id: conflict!.id, as: 'keepApart' });
  expect(await accessOf(scope)).toEqual({ kit: 'granted', 'kit@lantern.example': 'suspended' });
});

test('linked, one person has the groups, roles and sign-ins of both, under the id that SCIM knows', async () => {
  const before = await signedIn('kit', { verified: 'kit@lantern.example' });
  const group = await addGroup(scim, 'Front office', [before]);
  await inTenant(scope, async (tx) => {
    const role = await tx
      .insertInto('roles')
      .values({ name: 'Host', description: '' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.insertInto('role_assignments').values({ role_id: role.id, user_id: before }).execute();
  });
  const id = await addUser(scim, { userName: 'kit@lantern.example' });
  const [conflict] = (await listConflicts(scope, { page: 1 })).items;

  await resolveConflict(scope, { id: conflict!.id, as: 'link' });

  expect(await accessOf(scope)).toEqual({ 'kit@lantern.example': 'granted' });
  const held = await inTenant(scope, async (tx) => ({
    groups: await tx.selectFrom('memberships').select(['group_id', 'user_id']).execute(),
    roles: await tx.selectFrom('role_assignments').select('user_id').execute(),
    identities: await tx.selectFrom('user_identities').select('user_id').execute(),
  }));
  expect(held).toEqual({
    groups: [{ group_id: group, user_id: id }],
    roles: [{ user_id: id }],
    identities: [{ user_id: id }],
  });
  const told = (await ledgerOf(scope)).slice(-6).map((line) => [line.resource_label, line.operation]);
  expect(told).toEqual(
    expect.arrayContaining([
      ['kit@lantern.example', 'update'],
      ['kit@lantern.example', 'addMember'],
      ['kit', 'removeMember'],
      ['kit', 'delete'],
      ['kit@lantern.example', 'restore'],
    ]),
  );
});

test('a doubt goes with either of the two', async () => {
  const kit = await signedIn('kit', { verified: 'kit@lantern.example' });
  const nia = await signedIn('nia', { verified: 'nia@lantern.example' });
  const id = await addUser(scim, { userName: 'kit@lantern.example' });
  await addUser(scim, { userName: 'nia@lantern.example' });

  await deleteResource(scim, userType, id, undefined);
  await deleteResource(scim, userType, nia, undefined);

  expect(await waiting()).toEqual([]);
  expect(await accessOf(scope)).toEqual({ kit: 'granted', 'nia@lantern.example': 'granted' });
  void kit;
});

test('a conflict settled twice is refused the second time', async () => {
  await signedIn('kit', { verified: 'kit@lantern.example' });
  await addUser(scim, { userName: 'kit@lantern.example' });
  const [conflict] = (await listConflicts(scope, { page: 1 })).items;
  const both = await Promise.allSettled([
    resolveConflict(scope, { id: conflict!.id, as: 'link' }),
    resolveConflict(scope, { id: conflict!.id, as: 'keepApart' }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('before SCIM comes, everyone here is listed with how they will be recognised', async () => {
  await signedIn('amal@lantern.example');
  await signedIn('bo', { subject: 'object-id-of-bo' });
  await signedIn('cy', { verified: 'amal@lantern.example' });
  await local('dock');
  await local('eve', 'eve@lantern.example');
  await addUser(scim, { userName: 'from@scim.example' });

  const { counts, people } = await previewTakeOver(scope, { page: 1 });

  expect(people.items.map((row) => [row.userName, row.match, row.with?.displayName ?? null])).toEqual([
    ['amal@lantern.example', 'userName', null],
    ['bo', 'subject', null],
    ['cy', 'clash', 'amal@lantern.example'],
    ['dock', 'none', null],
    ['eve', 'email', null],
  ]);
  expect(counts).toEqual({ clash: 1, userName: 1, subject: 1, email: 1, none: 1 });
  expect((await previewTakeOver(scope, { match: 'email', page: 1 })).people.total).toBe(1);
});

test('where SCIM brought everybody, a new person is compared with nobody', async () => {
  await addUser(scim, { userName: 'first@lantern.example' });
  const plan = await inTenant(scope, (tx) =>
    sql<{ 'QUERY PLAN': string }>`explain select from users u where u.origin <> 'scim'`.execute(tx),
  );
  expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('users_others_idx');
});
