import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTenant } from '@rollcall/database';
import { makeJitUser, makeLocalUser } from '@rollcall/testkit';
import { startScim, type Api, type Tenant } from '../start-scim.ts';

let api: Api;
let tenant: Tenant;
let count = 0;
beforeAll(async () => {
  api = await startScim();
  tenant = await api.makeTenant();
});
afterAll(() => api[Symbol.asyncDispose]());

/** Somebody whom sign-in or an admin made before Entra came. */
async function existing(origin: 'jit' | 'local', more: { givenName?: string } = {}) {
  const userName = `early.${++count}@example.com`;
  const make = origin === 'jit' ? makeJitUser : makeLocalUser;
  const { id } = await make(tenant.scope, { userName, displayName: `Early ${count}`, ...more });
  return { id, userName };
}
const find = async (userName: string) => {
  const { body } = await tenant.get(`/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`);
  return body.Resources.map(({ id }: { id: string }) => id);
};
const originOf = async (id: string) =>
  (await tenant.rows(`select origin from users where id = '${id}'`))[0]?.['origin'];
const lastChangeOf = async (id: string) =>
  (await tenant.rows(`select * from changes where resource_id = '${id}' order by id desc limit 1`))[0];

test.each(['jit', 'local'] as const)(
  'Entra finds who is here already (%s), changes them, and they are SCIM’s from then on',
  async (origin) => {
    const { id, userName } = await existing(origin);
    expect(await find(userName.toUpperCase())).toEqual([id]);

    await tenant.patch(`/Users/${id}`, [{ op: 'Add', path: 'externalId', value: userName }]);

    expect(await originOf(id)).toBe('scim');
    expect((await lastChangeOf(id))!['paths']).toEqual([
      { path: 'externalId', before: null, after: userName },
      { path: 'origin', before: origin, after: 'scim' },
    ]);
    await tenant.patch(`/Users/${id}`, [{ op: 'Add', path: 'title', value: 'Engineer' }]);
    expect((await lastChangeOf(id))!['paths']).toEqual([{ path: 'title', before: null, after: 'Engineer' }]);
  },
);

test('creating someone of a name whom sign-in made is their adoption, and loses nothing that was known', async () => {
  const { id, userName } = await existing('jit', { givenName: 'Kit' });

  const created = await tenant.post('/Users', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: userName.toUpperCase(),
    externalId: 'from-entra',
  });

  expect(created.status).toBe(201);
  expect(created.body).toMatchObject({ id, externalId: 'from-entra', name: { givenName: 'Kit' } });
  expect(created.headers['location']).toBe(created.body.meta.location);
  expect(await find(userName)).toEqual([id]);
  expect(await originOf(id)).toBe('scim');
  expect((await tenant.post('/Users', { userName })).status).toBe(409);
});

test('creating the same again is adopted once only, whoever asks at the same moment', async () => {
  const { userName } = await existing('jit');
  const answers = await Promise.all([1, 2, 3, 4].map(() => tenant.post('/Users', { userName })));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
});

test('a group that an admin made is adopted with its members', async () => {
  const [kept, added] = [await existing('local'), await existing('local')];
  const [group] = await withTenant(api.db, tenant.id, (tx) =>
    tx
      .insertInto('groups')
      .values({ attributes: JSON.stringify({ displayName: 'Early birds' }), origin: 'local' } as never)
      .returning('id')
      .execute(),
  );
  await withTenant(api.db, tenant.id, (tx) =>
    tx
      .insertInto('memberships')
      .values({ group_id: group!.id, user_id: kept.id } as never)
      .execute(),
  );

  const created = await tenant.post('/Groups', {
    displayName: 'early birds',
    members: [{ value: added.id }],
  });

  expect([created.status, created.body.id]).toEqual([201, group!.id]);
  expect((await tenant.membersOf(group!.id)).sort()).toEqual([kept.id, added.id].sort());
});
