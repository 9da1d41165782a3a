import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  beginTrial,
  checkIdentityProvider,
  createOutbound,
  getIdentityProvider,
  getPersonSignIn,
  savePolicy,
  saveRole,
  saveService,
  unlinkPerson,
  type Scope,
} from '@rollcall/domain';
import { makeTenant } from '@rollcall/testkit';
import { browser } from './browser.ts';
import { codeOf, person, signIn, stateOf, startHouse } from './start-house.ts';
import { adminOrigin, secretKeys } from './start-sign-in.ts';

let house: Awaited<ReturnType<typeof startHouse>>;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

test('a person nobody knows signs in, is created just in time and sees who they are', async () => {
  house.people.push(person('mina'));
  const tenant = await house.pages.makeTenant(house.provider.issuer);
  const of = tenant.browser();
  const home = await signIn(tenant, of, 'mina');
  expect(home).toMatchObject({ status: 200, url: tenant.home });
  expect(home.text).toContain('Mina Sørby');
  const [user] = await tenant.rows('select * from users');
  expect(user).toMatchObject({
    origin: 'jit',
    access: 'granted',
    user_name: 'mina@quillhaven.example',
    last_sign_in_at: expect.any(Date),
    attributes: {
      displayName: 'Mina Sørby',
      name: { formatted: 'Mina Sørby', givenName: 'Mina', familyName: 'Sørby' },
      emails: [{ value: 'mina@quillhaven.example', type: 'work', primary: true }],
      locale: 'nb-NO',
    },
  });
  expect(await tenant.rows("select * from changes where actor_kind = 'signIn'")).toMatchObject([
    { operation: 'create', resource_type: 'User', resource_id: user!['id'] },
  ]);
});

test('a person whom SCIM brought is recognised by user name, then by account, and stays as SCIM says', async () => {
  house.people.push(
    person('jonas', { preferred_username: 'JONAS@Quillhaven.example', name: 'Somebody Else' }),
  );
  const { tenant, id } = await house.provisioned('jonas@quillhaven.example');
  expect((await signIn(tenant, tenant.browser(), 'jonas')).text).toContain('Jonas Berg');
  const renamed = house.people.findIndex(({ subject }) => subject === 'jonas');
  house.people[renamed] = person('jonas', {
    preferred_username: 'another.name@quillhaven.example',
    email: undefined,
  });
  expect((await signIn(tenant, tenant.browser(), 'jonas')).text).toContain('Jonas Berg');
  expect(await tenant.rows('select * from users')).toMatchObject([
    { id, origin: 'scim', display_name: 'Jonas Berg', user_name: 'jonas@quillhaven.example' },
  ]);
  expect(await tenant.rows(`select * from changes where actor_kind = 'signIn'`)).toMatchObject([
    { operation: 'update', resource_id: id, paths: [{ path: 'subject', before: null, after: 'jonas' }] },
  ]);
});

test('nobody unknown is created once SCIM is on, nor where the settings say never', async () => {
  house.people.push(person('stranger'));
  const { tenant } = await house.provisioned('somebody@quillhaven.example');
  const never = await house.pages.makeTenant(house.provider.issuer, { jit: 'off' });
  for (const at of [tenant, never]) {
    const before = await at.rows('select id from users');
    const refused = await signIn(at, at.browser(), 'stranger');
    expect([refused.status, codeOf(refused)]).toEqual([403, 'noAccount']);
    expect(await at.rows('select id from users')).toEqual(before);
  }
});

test('two first sign-ins at once make one person', async () => {
  house.people.push(person('noor'));
  const tenant = await house.pages.makeTenant(house.provider.issuer);
  const visits = await Promise.all(Array.from({ length: 6 }, () => signIn(tenant, tenant.browser(), 'noor')));
  expect(visits.map(({ status }) => status)).toEqual(visits.map(() => 200));
  expect(await tenant.rows('select * from users')).toHaveLength(1);
  expect(
    await tenant.rows(`select * from changes where operation = 'create' and actor_kind = 'signIn'`),
  ).toHaveLength(1);
  expect(await tenant.rows('select * from user_sessions')).toHaveLength(6);
});

test('what the provider says of a person it brought is kept up to date, and what it is silent on stays', async () => {
  house.people.push(person('pia'));
  const tenant = await house.pages.makeTenant(house.provider.issuer, {
    groupsClaim: 'groups',
    rolesClaim: 'roles',
  });
  await signIn(tenant, tenant.browser(), 'pia');
  house.people[house.people.findIndex(({ subject }) => subject === 'pia')] = person('pia', {
    family_name: 'Haugen',
    locale: undefined,
    groups: ['Crew', 'Fleet'],
  });
  await signIn(tenant, tenant.browser(), 'pia');
  const [user] = await tenant.rows('select * from users');
  expect(user).toMatchObject({
    version: '2',
    attributes: { name: { familyName: 'Haugen' }, locale: 'nb-NO' },
  });
  expect(
    await tenant.rows(`select * from changes where operation = 'update' and actor_kind = 'signIn'`),
  ).toMatchObject([
    { paths: [{ path: 'name.familyName', before: 'Sørby', after: 'Haugen' }] },
    { paths: [{ path: 'urn:rollcall:sign-in:User:groups', before: null, after: ['Crew', 'Fleet'] }] },
  ]);
  expect(await getPersonSignIn(tenant.scope, user!['id'])).toMatchObject({
    identities: [{ issuer: house.provider.issuer, subject: 'pia', groups: ['Crew', 'Fleet'], roles: null }],
    sessions: [{ network: '127.0.0.1' }, {}],
  });
  expect(await tenant.rows('select * from memberships')).toEqual([]);
});

test('a claim opens a service at the very first sign-in, until a sign-in comes without it', async () => {
  house.people.push(person('ola', { groups: ['Fleet', 'Crew'] }));
  const tenant = await house.pages.makeTenant(house.provider.issuer, { groupsClaim: 'groups' });
  await opensTo(tenant.scope, 'urn:rollcall:sign-in:User:groups eq "Crew"');
  expect((await signIn(tenant, tenant.browser(), 'ola')).text).toContain('Timetables');
  house.people[house.people.findIndex(({ subject }) => subject === 'ola')] = person('ola', {
    groups: ['Fleet'],
  });
  expect((await signIn(tenant, tenant.browser(), 'ola')).text).not.toContain('Timetables');
  house.people[house.people.findIndex(({ subject }) => subject === 'ola')] = person('ola');
  expect((await signIn(tenant, tenant.browser(), 'ola')).text).not.toContain('Timetables');
});

/** A service that a role with that rule opens. */
async function opensTo(scope: Scope, rule: string): Promise<void> {
  const confirm = { losing: 0 };
  const service = await saveService(
    scope,
    { name: 'Timetables', address: 'https://timetables.example/' },
    { confirm },
  );
  const role = await saveRole(scope, { name: 'Crew', rule }, { confirm });
  if (!service.applied || !role.applied) throw new Error('The change was only tried');
  const parts = {
    addRoles: [role.result.id],
    setServices: [{ id: service.result.id, level: 'use' as const }],
  };
  await savePolicy(scope, { name: 'Timetables', ...parts }, { confirm });
}

test('a person whose account was made anew is let in again once an admin has unlinked the old one', async () => {
  house.people.push(person('old', { preferred_username: 'same@quillhaven.example' }));
  house.people.push(person('new', { preferred_username: 'same@quillhaven.example' }));
  const tenant = await house.pages.makeTenant(house.provider.issuer);
  await signIn(tenant, tenant.browser(), 'old');
  expect(codeOf(await signIn(tenant, tenant.browser(), 'new'))).toBe('subjectConflict');
  const [user] = await tenant.rows('select id from users');
  await unlinkPerson(tenant.scope, user!['id']);
  expect(await signIn(tenant, tenant.browser(), 'new')).toMatchObject({ status: 200 });
  expect(await tenant.rows('select subject, user_id from user_identities')).toEqual([
    { subject: 'new', user_id: user!['id'] },
  ]);
});

test('a page that was asked for is shown after signing in', async () => {
  house.people.push(person('una'));
  const tenant = await house.pages.makeTenant(house.provider.issuer);
  const to = `/t/${tenant.key}?from=mail`;
  expect(await signIn(tenant, tenant.browser(), 'una', to)).toMatchObject({
    url: `${house.pages.origin}${to}`,
  });
});

test('a person who declines at the provider is told so', async () => {
  const tenant = await house.pages.makeTenant(house.provider.issuer);
  const refused = await signIn(tenant, tenant.browser(), '');
  expect([refused.status, codeOf(refused)]).toEqual([403, 'providerRefused']);
});

test('an organisation without settings, and an address that is nobody’s, say so', async () => {
  const scope = await makeTenant(house.pages.db);
  const get = (path: string) => browser().open(`${house.pages.origin}${path}`);
  expect(codeOf(await get(`/t/${scope.tenant.key}`))).toBe('notSetUp');
  expect(codeOf(await get(`/t/${scope.tenant.key}/sign-in/start`))).toBe('notSetUp');
  for (const path of ['/t/nobody-0000', '/t/nobody-0000/sign-in', `/t/${'x'.repeat(200)}`, '/t/%00/sign-in'])
    expect([path, codeOf(await get(path))]).toEqual([path, 'unknownOrganisation']);
  expect(await get(`/t/${scope.tenant.key}/sign-in/nowhere`)).toMatchObject({ status: 404 });
});

test('pages are not kept, not framed and run nothing that is not theirs', async () => {
  const tenant = await house.pages.makeTenant(house.provider.issuer);
  const { headers } = await tenant.browser().request(`${tenant.home}/sign-in`);
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('referrer-policy')).toBe('same-origin');
});

test('an admin checks what the provider publishes, and tries it without becoming anybody', async () => {
  house.people.push(person('vera'));
  const tenant = await house.pages.makeTenant(house.provider.issuer);
  const outbound = createOutbound({ allowLoopback: true });
  const by = { outbound, secretKeys, publicOrigin: house.pages.origin };
  const checked = await checkIdentityProvider(tenant.scope, by);
  expect(checked.checks?.list.map(({ name, isGood }) => [name, isGood])).toEqual([
    ['discovery', true],
    ['keys', true],
    ['pkce', true],
  ]);
  expect(checked.verifiedAt).toBeNull();

  const { url } = await beginTrial(tenant.scope, by);
  const of = tenant.browser();
  const asked = await of.open(url);
  const isCommandCenter = (address: string) => address.startsWith(adminOrigin);
  const back = await of.follow(await of.post(`${asked.url}?subject=vera`), isCommandCenter);
  expect(of.next(back)).toContain(`${adminOrigin}/${tenant.key}/settings/identity-and-access/end-user`);
  const { trial, verifiedAt } = (await getIdentityProvider(tenant.scope))!;
  expect(verifiedAt).not.toBeNull();
  expect(trial).toMatchObject({
    by: 'Set-up',
    subject: 'vera',
    userName: 'vera@quillhaven.example',
    match: { by: 'nothing' },
    problem: null,
  });
  expect(trial?.claims).toContainEqual({ name: 'given_name', value: 'Mina' });
  expect(await tenant.rows('select * from users')).toEqual([]);
  expect(await stateOf(tenant, of)).toBe(401);

  const other = await house.pages.makeTenant(house.provider.issuer);
  const elsewhere = await other.browser().request(url.replace(tenant.key, other.key));
  expect(codeOf(elsewhere)).toBe('attemptGone');
  await outbound.close();
});
