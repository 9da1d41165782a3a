import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  checkIdentityProvider,
  beginTrial,
  createOutbound,
  deleteResource,
  enableProvisioning,
  getIdentityProvider,
  getPersonSignIn,
  patchResource,
  revokeSessions,
  unlinkPerson,
  userType,
} from '@rollcall/domain';
import { parsePatchOp } from '@rollcall/scim';
import { makeTenant, makeToken, makeUser, openScim } from '@rollcall/testkit';
import { startOpenIdProvider, type OpenIdPerson, type OpenIdProvider } from '@rollcall/entra';
import {
  adminOrigin,
  client,
  secretKey,
  startSignIn,
  type Pages,
  type SignInTenant,
} from './start-sign-in.ts';
import { browser, type Browser, type Shown } from './browser.ts';

const person = (subject: string, claims: object = {}): OpenIdPerson => ({
  subject,
  name: subject,
  claims: {
    preferred_username: `${subject}@quillhaven.example`,
    name: 'Mina Sørby',
    given_name: 'Mina',
    family_name: 'Sørby',
    email: `${subject}@quillhaven.example`,
    email_verified: true,
    locale: 'nb_NO',
    ...claims,
  },
});

let clock = () => new Date();
let pages: Pages;
let provider: OpenIdProvider;
const people: OpenIdPerson[] = [];
beforeAll(async () => {
  pages = await startSignIn({ now: () => clock() });
  provider = await startOpenIdProvider({
    client: { ...client, origin: pages.origin },
    people: () => people,
  });
});
afterAll(async () => {
  await provider.close();
  await pages[Symbol.asyncDispose]();
});

/** Somebody signs in there as that subject; the answer is the page they end on. */
async function signIn(tenant: SignInTenant, of: Browser, subject: string, to?: string): Promise<Shown> {
  const asked = await of.open(`${tenant.start}${to === undefined ? '' : `?to=${encodeURIComponent(to)}`}`);
  expect(asked.text).toContain('Who are you?');
  return of.follow(await of.post(`${asked.url}?subject=${subject}`), () => false);
}

test('a person nobody knows signs in, is created just in time and sees who they are', async () => {
  people.push(person('mina'));
  const tenant = await pages.makeTenant(provider.issuer);
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

/** Whether the browser's session still is one. */
const stateOf = async (tenant: SignInTenant, of: Browser) =>
  (await of.request(`${tenant.home}/sign-in/state`)).status;

const codeOf = ({ text }: Shown) => /Code <code>(\w+)</.exec(text)?.[1];

/** An organisation that SCIM brought somebody to, and its client. */
async function provisioned(userName: string) {
  const tenant = await pages.makeTenant(provider.issuer, { jit: 'untilScim' });
  await enableProvisioning(tenant.scope);
  const { secret: token } = await makeToken(tenant.scope);
  const scim = await openScim(tenant.scope, { publicOrigin: pages.origin, secretKey, token });
  const { id } = await makeUser(scim, { userName, givenName: 'Jonas', familyName: 'Berg' });
  const setActive = (value: boolean) =>
    patchResource(
      scim,
      userType,
      id,
      parsePatchOp({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'replace', path: 'active', value }],
      }),
      undefined,
    );
  return { tenant, scim, id, setActive };
}

test('a person whom SCIM brought is recognised by user name, then by account, and stays as SCIM says', async () => {
  people.push(person('jonas', { preferred_username: 'JONAS@Quillhaven.example', name: 'Somebody Else' }));
  const { tenant, id } = await provisioned('jonas@quillhaven.example');
  expect((await signIn(tenant, tenant.browser(), 'jonas')).text).toContain('Jonas Berg');
  const renamed = people.findIndex(({ subject }) => subject === 'jonas');
  people[renamed] = person('jonas', {
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

test('whoever loses access is signed out at once, and stays so when it comes back', async () => {
  people.push(person('kai'));
  const { tenant, setActive } = await provisioned('kai@quillhaven.example');
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
  people.push(person('lea'));
  const { tenant, scim, id } = await provisioned('lea@quillhaven.example');
  const of = tenant.browser();
  await signIn(tenant, of, 'lea');
  await deleteResource(scim, userType, id, undefined);
  expect(await stateOf(tenant, of)).toBe(401);
  expect(codeOf(await signIn(tenant, tenant.browser(), 'lea'))).toBe('noAccount');
  expect(await tenant.rows('select * from user_identities')).toEqual([]);
});

test('nobody unknown is created once SCIM is on, nor where the settings say never', async () => {
  people.push(person('stranger'));
  const { tenant } = await provisioned('somebody@quillhaven.example');
  const never = await pages.makeTenant(provider.issuer, { jit: 'off' });
  for (const at of [tenant, never]) {
    const before = await at.rows('select id from users');
    const refused = await signIn(at, at.browser(), 'stranger');
    expect([refused.status, codeOf(refused)]).toEqual([403, 'noAccount']);
    expect(await at.rows('select id from users')).toEqual(before);
  }
});

test('two first sign-ins at once make one person', async () => {
  people.push(person('noor'));
  const tenant = await pages.makeTenant(provider.issuer);
  const visits = await Promise.all(Array.from({ length: 6 }, () => signIn(tenant, tenant.browser(), 'noor')));
  expect(visits.map(({ status }) => status)).toEqual(visits.map(() => 200));
  expect(await tenant.rows('select * from users')).toHaveLength(1);
  expect(
    await tenant.rows(`select * from changes where operation = 'create' and actor_kind = 'signIn'`),
  ).toHaveLength(1);
  expect(await tenant.rows('select * from user_sessions')).toHaveLength(6);
});

test('what the provider says of a person it brought is kept up to date, and what it is silent on stays', async () => {
  people.push(person('pia'));
  const tenant = await pages.makeTenant(provider.issuer, { groupsClaim: 'groups', rolesClaim: 'roles' });
  await signIn(tenant, tenant.browser(), 'pia');
  people[people.findIndex(({ subject }) => subject === 'pia')] = person('pia', {
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
  ).toMatchObject([{ paths: [{ path: 'name.familyName', before: 'Sørby', after: 'Haugen' }] }]);
  expect(await getPersonSignIn(tenant.scope, user!['id'])).toMatchObject({
    identities: [{ issuer: provider.issuer, subject: 'pia', groups: ['Crew', 'Fleet'], roles: null }],
    sessions: [{ network: '127.0.0.1' }, {}],
  });
  expect(await tenant.rows('select * from memberships')).toEqual([]);
});

test('an admin ends sessions one by one or all, and the ledger says so', async () => {
  people.push(person('rune'));
  const tenant = await pages.makeTenant(provider.issuer);
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

test('a person whose account was made anew is let in again once an admin has unlinked the old one', async () => {
  people.push(person('old', { preferred_username: 'same@quillhaven.example' }));
  people.push(person('new', { preferred_username: 'same@quillhaven.example' }));
  const tenant = await pages.makeTenant(provider.issuer);
  await signIn(tenant, tenant.browser(), 'old');
  expect(codeOf(await signIn(tenant, tenant.browser(), 'new'))).toBe('subjectConflict');
  const [user] = await tenant.rows('select id from users');
  await unlinkPerson(tenant.scope, user!['id']);
  expect(await signIn(tenant, tenant.browser(), 'new')).toMatchObject({ status: 200 });
  expect(await tenant.rows('select subject, user_id from user_identities')).toEqual([
    { subject: 'new', user_id: user!['id'] },
  ]);
});

test('a session ends after an hour that nobody used it, and after twelve in any case', async () => {
  people.push(person('sol'));
  const tenant = await pages.makeTenant(provider.issuer);
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
  people.push(person('tor'));
  const tenant = await pages.makeTenant(provider.issuer);
  const of = tenant.browser();
  await signIn(tenant, of, 'tor');
  const out = `${tenant.home}/sign-in/sign-out`;
  expect(codeOf(await of.post(out, { origin: 'https://evil.example' }))).toBe('attemptGone');
  expect(codeOf(await of.post(out, { 'sec-fetch-site': 'cross-site' }))).toBe('attemptGone');
  expect(await stateOf(tenant, of)).toBe(204);
  const kept = of.clone();
  const shown = await of.post(out, { origin: pages.origin });
  expect(shown.text).toContain('You are signed out');
  expect(await stateOf(tenant, kept)).toBe(401);
  const link = /href="([^"]*session\/end[^"]*)"/.exec(shown.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect(new URL(link).searchParams.get('post_logout_redirect_uri')).toBe(
    `${tenant.home}/sign-in/signed-out`,
  );
  expect((await of.open(link)).status).toBe(200);
});

test('a page that was asked for is shown after signing in', async () => {
  people.push(person('una'));
  const tenant = await pages.makeTenant(provider.issuer);
  const to = `/t/${tenant.key}?from=mail`;
  expect(await signIn(tenant, tenant.browser(), 'una', to)).toMatchObject({ url: `${pages.origin}${to}` });
});

test('a person who declines at the provider is told so', async () => {
  const tenant = await pages.makeTenant(provider.issuer);
  const refused = await signIn(tenant, tenant.browser(), '');
  expect([refused.status, codeOf(refused)]).toEqual([403, 'providerRefused']);
});

test('an organisation without settings, and an address that is nobody’s, say so', async () => {
  const scope = await makeTenant(pages.db);
  const get = (path: string) => browser().open(`${pages.origin}${path}`);
  expect(codeOf(await get(`/t/${scope.tenant.key}`))).toBe('notSetUp');
  expect(codeOf(await get(`/t/${scope.tenant.key}/sign-in/start`))).toBe('notSetUp');
  for (const path of ['/t/nobody-0000', '/t/nobody-0000/sign-in', `/t/${'x'.repeat(200)}`, '/t/%00/sign-in'])
    expect([path, codeOf(await get(path))]).toEqual([path, 'unknownOrganisation']);
  expect(await get(`/t/${scope.tenant.key}/sign-in/nowhere`)).toMatchObject({ status: 404 });
});

test('pages are not kept, not framed and run nothing that is not theirs', async () => {
  const tenant = await pages.makeTenant(provider.issuer);
  const { headers } = await tenant.browser().request(`${tenant.home}/sign-in`);
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('referrer-policy')).toBe('same-origin');
});

test('an admin checks what the provider publishes, and tries it without becoming anybody', async () => {
  people.push(person('vera'));
  const tenant = await pages.makeTenant(provider.issuer);
  const outbound = createOutbound({ allowLoopback: true });
  const by = { outbound, secretKey, publicOrigin: pages.origin };
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
  const { trial, verifiedAt } = (await getIdentityProvider(tenant.scope, by))!;
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

  const other = await pages.makeTenant(provider.issuer);
  const elsewhere = await other.browser().request(url.replace(tenant.key, other.key));
  expect(codeOf(elsewhere)).toBe('attemptGone');
  await outbound.close();
});
