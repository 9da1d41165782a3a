import { expect, test } from 'vitest';
import { isClean } from '../src/index.ts';
import { startPeer } from './peer.ts';
import { startJob } from './start-job.ts';
import type { Json } from './peer-resources.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

function attributesOf(differences: readonly { attribute: string }[] | undefined): Set<string> {
  return new Set(differences?.map(({ attribute }) => attribute.replace(/"[^"]{20,}"/, '…')));
}

test('a server that empties the group on Remove is reported as differences', async () => {
  const emptying = (operation: Json, resource: Json): Json | undefined => {
    if (operation['op'] !== 'Remove' || operation['path'] !== 'members') return operation;
    resource['members'] = [];
    return undefined;
  };
  await using peer = await startPeer({ operation: emptying });
  using started = startJob(peer);
  expect(isClean(await started.job.runCycle())).toBe(true);
  const [group] = started.directory.groups.values();
  started.directory.removeMember(group!.objectId, [...group!.members][0]!);
  const report = await started.job.runCycle();
  const lost = report.comparison?.differences.filter(({ found }) => found === 'absent');
  expect(lost).toHaveLength(29);
  expect(attributesOf(lost)).toEqual(new Set(['members[value eq …]']));
});

test('a server that ignores the filtered remove of the flagged dialect is reported as differences', async () => {
  const ignoring = (operation: Json): Json | undefined =>
    operation['op'] === 'remove' ? undefined : operation;
  await using peer = await startPeer({ operation: ignoring });
  using started = startJob(peer, { dialect: 'aadOptscim062020' });
  await started.job.runCycle();
  const [group] = started.directory.groups.values();
  started.directory.removeMember(group!.objectId, [...group!.members][0]!);
  const report = await started.job.runCycle();
  expect(report.comparison?.differences.map(({ object, found }) => [object, found])).toEqual([
    ['All employees', 'present'],
  ]);
});

test('a server that stores the manager as text is reported, and cannot be read at the next update', async () => {
  const shown = (resource: Json): Json => {
    const extension = resource[enterprise] as Json | undefined;
    const manager = extension?.['manager'] as Json | undefined;
    return manager === undefined
      ? resource
      : { ...resource, [enterprise]: { ...extension, manager: manager['value'] } };
  };
  await using peer = await startPeer({ shown });
  using started = startJob(peer);
  const first = await started.job.runCycle();
  expect(attributesOf(first.comparison?.differences)).toEqual(new Set([`${enterprise}:manager`]));
  expect(first.comparison?.differences).toHaveLength(29);
  started.directory.edit([...started.directory.users.keys()][5]!, { jobTitle: 'Reader' });
  const second = await started.job.runCycle();
  expect(second.failures.map(({ code }) => code)).toEqual([
    'SystemForCrossDomainIdentityManagementServiceIncompatible',
  ]);
});

test('a server that loses an attribute is reported with the attribute', async () => {
  const shown = ({ title: _, ...rest }: Json): Json => rest;
  await using peer = await startPeer({ shown });
  using started = startJob(peer);
  const report = await started.job.runCycle();
  expect(attributesOf(report.comparison?.differences)).toEqual(new Set(['title']));
  started.job.restart();
  const again = await started.job.runCycle();
  expect(again.requests['update user']?.['204']).toBeGreaterThan(20);
});

test('a server that reformats telephone numbers is reported with what it made of them', async () => {
  const shown = (resource: Json): Json => ({
    ...resource,
    ...(Array.isArray(resource['phoneNumbers']) && {
      phoneNumbers: (resource['phoneNumbers'] as Json[]).map((one) => ({
        ...one,
        value: String(one['value']).replaceAll(' ', ''),
      })),
    }),
  });
  await using peer = await startPeer({ shown });
  using started = startJob(peer);
  const report = await started.job.runCycle();
  expect(attributesOf(report.comparison?.differences)).toContain('phoneNumbers[type eq "work"].value');
});

test('a server that stores dotted keys literally is reported in the flagged dialect only', async () => {
  const literal = (operation: Json, resource: Json): Json | undefined => {
    if (operation['path'] !== undefined) return operation;
    Object.assign(resource, operation['value']);
    return undefined;
  };
  for (const [dialect, count] of [
    ['default', 0],
    ['aadOptscim062020', 2],
  ] as const) {
    await using peer = await startPeer({ operation: literal });
    using started = startJob(peer, { dialect });
    await started.job.runCycle({ compare: false });
    const [id] = started.directory.users.keys();
    started.directory.edit(id!, { givenName: 'Zoé', surname: 'Neu' });
    const report = await started.job.runCycle();
    const names = report.comparison?.differences.filter(({ attribute }) =>
      /name\.(given|family)Name/.test(attribute),
    );
    expect(names).toHaveLength(count);
  }
});

test('a server that shows active as text is reported', async () => {
  const shown = (resource: Json): Json =>
    'active' in resource ? { ...resource, active: String(resource['active']) } : resource;
  await using peer = await startPeer({ shown });
  using started = startJob(peer);
  const report = await started.job.runCycle();
  expect(report.comparison?.differences[0]).toMatchObject({
    attribute: 'active',
    expected: true,
    found: 'true',
  });
});

test('a server that makes twins of a repeated create is reported twice over', async () => {
  await using peer = await startPeer({ allowsTwins: true });
  using started = startJob(peer, { faults: { lostCreateAnswer: 0.2 } });
  const report = await started.job.runCycle();
  expect(report.failures.map(({ code }) => code)).toContain('DuplicateTargetEntries');
  expect(report.comparison?.differences).toContainEqual(
    expect.objectContaining({ attribute: 'userName', expected: 'one user', found: '2 users' }),
  );
});

test('a server that adds the same member twice is reported', async () => {
  const appending = (operation: Json, resource: Json): Json | undefined => {
    if (operation['path'] !== 'members' || operation['op'] !== 'Add') return operation;
    resource['members'] = [...((resource['members'] ?? []) as Json[]), ...(operation['value'] as Json[])];
    return undefined;
  };
  await using peer = await startPeer({ operation: appending });
  using started = startJob(peer, { faults: { duplicatePatch: 1 } });
  const report = await started.job.runCycle();
  expect(report.comparison?.differences[0]?.found).toBe('present 2 times');
});

test('a server that hides disabled users is reported', async () => {
  await using peer = await startPeer({ hidesDisabled: true });
  using started = startJob(peer);
  await started.job.runCycle();
  started.directory.disable([...started.directory.users.keys()][2]!);
  const report = await started.job.runCycle();
  expect(attributesOf(report.comparison?.differences)).toContain('listing');
});

test('a server that deletes a user who is disabled is reported, and the restore meets InvalidAnchor', async () => {
  await using peer = await startPeer({ deletesWhen: (resource) => resource['active'] === false });
  using started = startJob(peer);
  await started.job.runCycle();
  const id = [...started.directory.users.keys()][2]!;
  started.directory.disable(id);
  const disabled = await started.job.runCycle();
  expect(disabled.comparison?.differences[0]).toMatchObject({ attribute: 'id', found: 'nothing (404)' });
  started.directory.enable(id);
  const restored = await started.job.runCycle();
  expect(restored.failures.map(({ code }) => code)).toEqual(['InvalidAnchor']);
  const recreated = await started.job.runCycle();
  expect(recreated.requests['create user']).toEqual({ 201: 1 });
});

test('a server that sends members in spite of excludedAttributes is reported', async () => {
  await using peer = await startPeer({ ignoresExcludedAttributes: true });
  using started = startJob(peer);
  await started.job.runCycle();
  const [group] = started.directory.groups.values();
  started.directory.renameGroup(group!.objectId, 'Everyone');
  const report = await started.job.runCycle();
  expect(report.failures.map(({ code }) => code)).toEqual([
    'SystemForCrossDomainIdentityManagementMultipleEntriesInResponse',
  ]);
  expect(attributesOf(report.comparison?.differences)).toContain('members');
});
