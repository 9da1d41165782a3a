import { listEvents, openEventStream, recordChange, tenantsWithEventWork } from '@rollcall/database';
import { expect } from 'vitest';
import { addGroup, addUser, openDirectory, patch } from '../../test/fill-directory.ts';
import { test } from '../../test/in-organisation.ts';
import { inTenant } from '../in-tenant.ts';
import { deleteResource } from '../provisioning/delete-resource.ts';
import { groupType, userType } from '../provisioning/resource-type.ts';
import { authorOf, type Scope } from '../scope.ts';
import { sequenceEvents } from './sequence-events.ts';

const listen = (scope: Scope) => inTenant(scope, openEventStream);
const eventsOf = (scope: Scope) => inTenant(scope, (tx) => listEvents(tx, 0n, 1000));
const typesOf = async (scope: Scope) => (await eventsOf(scope)).map(({ type }) => type);
const labelsOf = async (scope: Scope) => (await eventsOf(scope)).map(({ change }) => change.resourceLabel);

async function sequence(scope: Scope, limit?: number): Promise<number> {
  let batches = 1;
  while (await sequenceEvents(scope.db, scope.tenant.id, scope.now(), limit)) batches++;
  return batches;
}

/** A change of the group of that name, whose transaction commits when it is told to. */
async function changeSlowly(scope: Scope, label: string) {
  let commit = () => {};
  let written = () => {};
  const isWritten = new Promise<void>((resolve) => (written = resolve));
  const committed = inTenant(scope, async (tx) => {
    await note(tx, scope, label);
    written();
    await new Promise<void>((resolve) => (commit = resolve));
  });
  await isWritten;
  return async () => {
    commit();
    await committed;
  };
}

const change = (scope: Scope, label: string) => inTenant(scope, (tx) => note(tx, scope, label));

function note(tx: Parameters<typeof recordChange>[0], scope: Scope, label: string) {
  return recordChange(tx, authorOf(scope), {
    resource: { type: 'Group', id: scope.tenant.id, label },
    operation: 'update',
    paths: [],
  });
}

test('changes become events of their kind, numbered from 1 without gaps', async ({ scope }) => {
  const scim = await openDirectory(scope);
  await listen(scope);
  const id = await addUser(scim, { userName: 'mina@lantern.example', title: 'Analyst' });
  const group = await addGroup(scim, 'Crew', [id]);
  await patch(scim, userType, id, { op: 'replace', path: 'title', value: 'Lead' });
  await patch(scim, userType, id, { op: 'replace', path: 'active', value: false });
  await patch(scim, userType, id, { op: 'replace', path: 'active', value: true });
  await deleteResource(scim, userType, id, undefined);
  await deleteResource(scim, groupType, group, undefined);
  await sequence(scope);
  const events = await eventsOf(scope);
  expect(events.map(({ type }) => type).sort()).toEqual([
    'group.created',
    'group.deleted',
    'membership.added',
    'membership.removed',
    'user.created',
    'user.deleted',
    'user.restored',
    'user.suspended',
    'user.updated',
  ]);
  expect(events.map(({ seq }) => Number(seq))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('what happened before anybody listened is no event', async ({ scope }) => {
  await change(scope, 'before');
  await listen(scope);
  await change(scope, 'after');
  await sequence(scope);
  expect(await labelsOf(scope)).toEqual(['after']);
});

test('a change that commits after later ones were sequenced is not skipped, and none comes twice', async ({
  scope,
}) => {
  await listen(scope);
  const commit = await changeSlowly(scope, 'begun first, committed last');
  await change(scope, 'begun and committed meanwhile');
  await sequence(scope);
  expect(await labelsOf(scope)).toEqual(['begun and committed meanwhile']);
  await commit();
  await change(scope, 'after all');
  await sequence(scope);
  await sequence(scope);
  expect(await labelsOf(scope)).toEqual([
    'begun and committed meanwhile',
    'begun first, committed last',
    'after all',
  ]);
});

test('a batch cut into pieces is whole, also where a change commits between two pieces', async ({
  scope,
}) => {
  await listen(scope);
  const commit = await changeSlowly(scope, 'late');
  for (let number = 0; number < 5; number++) await change(scope, `n${number}`);
  expect(await sequenceEvents(scope.db, scope.tenant.id, scope.now(), 2)).toBe(true);
  await commit();
  await change(scope, 'last');
  await sequence(scope, 2);
  await sequence(scope, 2);
  expect(await labelsOf(scope)).toEqual(['n0', 'n1', 'n2', 'n3', 'n4', 'late', 'last']);
});

test('two processes at once number every change once', async ({ scope }) => {
  await listen(scope);
  for (let number = 0; number < 20; number++) await change(scope, `n${number}`);
  await Promise.all(
    [1, 2, 3, 4].map(async () => {
      for (let times = 0; times < 10; times++) {
        await change(scope, 'meanwhile');
        await sequenceEvents(scope.db, scope.tenant.id, scope.now(), 3);
      }
    }),
  );
  await sequence(scope);
  const events = await eventsOf(scope);
  expect(events).toHaveLength(60);
  expect(new Set(events.map(({ change }) => change.id)).size).toBe(60);
  expect(events.map(({ seq }) => Number(seq))).toEqual(events.map((_, index) => index + 1));
});

test('the change of a resource that was made later has the greater number, whoever commits when', async ({
  scope,
}) => {
  const scim = await openDirectory(scope);
  await listen(scope);
  const id = await addUser(scim, { userName: 'busy@lantern.example', title: '0' });
  const write = async () => {
    for (let number = 1; number <= 15; number++)
      await patch(scim, userType, id, { op: 'replace', path: 'title', value: String(Math.random()) });
  };
  let isWriting = true;
  const sequenced = (async () => {
    while (isWriting) await sequence(scope);
  })();
  await Promise.all([write(), write(), write()]);
  isWriting = false;
  await sequenced;
  await sequence(scope);
  const titles = (await eventsOf(scope)).slice(1).map(({ change }) => change.paths[0]!);
  expect(titles).toHaveLength(45);
  titles.reduce((before, next) => (expect(next.before).toEqual(before.after), next));
});

test('work is found for those alone who have news and listen', async ({ db, scope, other }) => {
  const mine = async () =>
    (await tenantsWithEventWork(db, scope.now())).filter((id) =>
      [scope.tenant.id, other.tenant.id].includes(id),
    );
  await listen(scope);
  await change(other, 'nobody listens');
  expect(await mine()).toEqual([]);
  await change(scope, 'news');
  expect(await mine()).toEqual([scope.tenant.id]);
  await sequence(scope);
  expect(await mine()).toEqual([]);
});

test('nobody’s changes are another organisation’s events', async ({ scope, other }) => {
  await listen(scope);
  await listen(other);
  await change(other, 'theirs');
  await sequence(scope);
  await sequence(other);
  expect(await typesOf(scope)).toEqual([]);
  expect(await labelsOf(other)).toEqual(['theirs']);
});
