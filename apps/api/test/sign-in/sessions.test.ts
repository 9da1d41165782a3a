import { afterAll, beforeAll, expect, test } from 'vitest';
import { deleteResource, getPersonSignIn, revokeSessions, userType } from '@rollcall/domain';
import { codeOf, person, signIn, stateOf, startHouse } from './start-house.ts';

let clock = () => new Date();
let house: Awaited<ReturnType<typeof startHouse>>;
beforeAll(async () => {
  house = await startHouse({ now: () => clock() });
});
afterAll(() => house[Symbol.asyncDispose]());

test('whoever loses access is signed out at once, and stays so when it comes back', async () => {
  house.people.push(person('kai'));
  const { tenant, setActive } = await house.provisioned('kai@quillhaven.example');
  const of = tenant.browser();
  await signIn(tenant, of, 'kai');
  expect(await stateOf(tenant, of)).toBe(204);
  await setActive(false);
  expect(await stateOf(tenant, of)).toBe(401);
  const refused = await signIn(tenant, tenant.browser(), 'kai');
  expect([refused.status, codeOf(refused)]).toEqual([403, 'suspended']);
  await setActive(true);
  expect(await stateOf(tenant, of)).toBe(401);
  const home = await of.open(tenant.home);
  expect(home.text).toContain('Your session is over.');
  expect(await signIn(tenant, tenant.browser(), 'kai')).toMatchObject({ status: 200, url: tenant.home });
});

test('a deleted person is signed out at once, and is nobody after that', async () => {
  house.people.push(person('lea'));
  const { tenant, scim, id } = await house.provisioned('lea@quillhaven.example');
  const of = tenant.browser();
  await signIn(tenant, of, 'lea');
  await deleteResource(scim, userType, id, undefined);
  expect(await stateOf(tenant, of)).toBe(401);
  expect(codeOf(await signIn(tenant, tenant.browser(), 'lea'))).toBe('noAccount');
  expect(await tenant.rows('select * from user_identities')).toEqual([]);
});

test('an admin ends sessions one by one or all, and the ledger says so', async () => {
  house.people.push(person('rune'));
  const tenant = await house.pages.makeTenant(house.provider.issuer);
  const browsers = [tenant.browser(), tenant.browser(), tenant.browser()];
  for (const of of browsers) await signIn(tenant, of, 'rune');
  const [user] = await tenant.rows('select id from users');
  const userId = user!['id'] as string;
  const states = () => Promise.all(browsers.map((of) => stateOf(tenant, of)));
  const { sessions } = await getPersonSignIn(tenant.scope, userId);
  await revokeSessions(tenant.scope, { userId, sessionId: sessions[0]!.id });
  expect(await states()).toEqual([204, 204, 401]);
  await revokeSessions(tenant.scope, { userId });
  expect(await states()).toEqual([401, 401, 401]);
  expect(await tenant.rows(`select * from changes where resource_type = 'Session'`)).toMatchObject([
    { operation: 'revoke', paths: [{ before: 1 }] },
    { operation: 'revoke', paths: [{ before: 2 }] },
  ]);
});

test('a session ends after an hour that nobody used it, and after twelve in any case', async () => {
  house.people.push(person('sol'));
  const tenant = await house.pages.makeTenant(house.provider.issuer);
  const begun = Date.now();
  const at = (minutes: number) => (clock = () => new Date(begun + minutes * 60_000));
  try {
    const of = tenant.browser();
    await signIn(tenant, of, 'sol');
    for (let minutes = 50; minutes < 720; minutes += 50) {
      at(minutes);
      expect(await of.request(tenant.home), `after ${minutes} minutes`).toMatchObject({ status: 200 });
    }
    at(721);
    expect(await stateOf(tenant, of)).toBe(401);
    at(0);
    const idle = tenant.browser();
    await signIn(tenant, idle, 'sol');
    at(30);
    expect(await stateOf(tenant, idle)).toBe(204);
    // Only looking, as an open page does, is no use.
    at(61);
    expect(await stateOf(tenant, idle)).toBe(401);
  } finally {
    clock = () => new Date();
  }
});

test('signing out ends the session here, offers the provider’s own sign-out, and is no other site’s to ask for', async () => {
  house.people.push(person('tor'));
  const tenant = await house.pages.makeTenant(house.provider.issuer);
  const of = tenant.browser();
  await signIn(tenant, of, 'tor');
  const out = `${tenant.home}/sign-in/sign-out`;
  expect(codeOf(await of.post(out, { origin: 'https://evil.example' }))).toBe('attemptGone');
  expect(codeOf(await of.post(out, { 'sec-fetch-site': 'cross-site' }))).toBe('attemptGone');
  expect(await stateOf(tenant, of)).toBe(204);
  const kept = of.clone();
  const shown = await of.post(out, { origin: house.pages.origin });
  expect(shown.text).toContain('You are signed out');
  expect(await stateOf(tenant, kept)).toBe(401);
  const link = /href="([^"]*session\/end[^"]*)"/.exec(shown.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect(new URL(link).searchParams.get('post_logout_redirect_uri')).toBe(
    `${tenant.home}/sign-in/signed-out`,
  );
  expect((await of.open(link)).status).toBe(200);
});
