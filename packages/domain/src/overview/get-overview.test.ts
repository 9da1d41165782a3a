import { expect, test } from 'vitest';
import { addGroup, addUser, openDirectory, patch } from '../../test/fill-directory.ts';
import { newOrganisation, testConnection } from '../../test/test-organisation.ts';
import { disableProvisioning } from '../provisioning/disable-provisioning.ts';
import { actOnUsers } from '../directory/act-on-users.ts';
import { recordActivity } from '../provisioning/record-activity.ts';
import { userType } from '../provisioning/resource-type.ts';
import { getOverview } from './get-overview.ts';

test('a new organisation is empty and not connected', async () => {
  await using connection = await testConnection();
  const scope = await newOrganisation(connection.db);
  expect(await getOverview(scope)).toEqual({
    people: {
      total: 0,
      active: 0,
      inactive: 0,
      suspended: 0,
      held: 0,
      archived: 0,
      neverSignedIn: 0,
      byOrigin: { scim: 0, jit: 0, local: 0 },
    },
    groups: 0,
    provisioning: { enabled: false, state: 'disabled', dialect: null, lastCallAt: null },
    comingsAndGoings: expect.any(Array) as object[],
    recent: [],
  });
});

test('people are counted by what is effective, and the newest ten changes are told', async () => {
  await using connection = await testConnection();
  const scope = await newOrganisation(connection.db);
  const scim = await openDirectory(scope);
  for (let number = 0; number < 9; number++) await addUser(scim, { userName: `n${number}@lantern.example` });
  await addUser(scim, { userName: 'inactive@lantern.example', active: false });
  await addGroup(scim, 'Crew');
  const lastCallAt = '2026-03-12T11:00:00.000Z';
  await recordActivity(connection.db, scope.tenant.id, {
    tokenId: scim.token.id,
    address: '192.0.2.7',
    lastCallAt,
    lastCall: { method: 'POST', path: '/Users', status: 201, tokenLabel: 'Entra' },
    testedAt: null,
    wroteAt: lastCallAt,
  });

  const overview = await getOverview(scope);
  expect(overview).toMatchObject({
    people: { total: 10, active: 9, suspended: 0, byOrigin: { scim: 10, jit: 0, local: 0 } },
    groups: 1,
    provisioning: { enabled: true, state: 'provisioning', lastCallAt },
  });
  expect(overview.recent).toHaveLength(10);
  expect(overview.recent[0]?.resource).toMatchObject({ type: 'Group', label: 'Crew' });

  await disableProvisioning(scope, 'suspend');
  expect((await getOverview(scope)).people).toMatchObject({ total: 10, active: 0, suspended: 9 });
});

test('who comes and who goes is counted by day, who was gone already is not counted again', async () => {
  await using connection = await testConnection();
  const scope = await newOrganisation(connection.db);
  const scim = await openDirectory(scope);
  const ids: string[] = [];
  for (const userName of ['stays', 'leaves', 'comes.back', 'is.deleted', 'is.away.when.deleted'])
    ids.push(await addUser(scim, { userName }));
  const [, leaves, comesBack, deleted, away] = ids as [string, string, string, string, string];
  const activate = (id: string, active: boolean) =>
    patch(scim, userType, id, { op: 'replace', path: 'active', value: active });
  for (const id of [leaves, comesBack, away]) await activate(id, false);
  await activate(comesBack, true);
  await patch(scim, userType, leaves, { op: 'replace', path: 'title', value: 'Gone' });
  await actOnUsers(scope, 'delete', [deleted, away]);

  const { comingsAndGoings } = await getOverview(scope);
  expect(comingsAndGoings).toHaveLength(90);
  expect(comingsAndGoings.at(-1)).toEqual({
    day: new Date().toISOString().slice(0, 10),
    joined: 6,
    left: 4,
  });
  expect(comingsAndGoings.slice(0, -1).every(({ joined, left }) => joined === 0 && left === 0)).toBe(true);
});
