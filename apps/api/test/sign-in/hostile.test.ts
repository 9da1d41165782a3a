import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { JWTPayload } from 'jose';
import type { Browser, Shown } from './browser.ts';
import { client, startSignIn, type Pages, type SignInTenant } from './start-sign-in.ts';
import { newKeys, startWickedProvider } from './wicked-provider.ts';

const mina = { sub: 'mina', preferred_username: 'mina@quillhaven.example', name: 'Mina Sørby' };

let pages: Pages;
let provider: Awaited<ReturnType<typeof startWickedProvider>>;
let tenant: SignInTenant;
beforeAll(async () => {
  pages = await startSignIn();
  provider = await startWickedProvider(client.clientId);
  tenant = await pages.makeTenant(provider.issuer);
});
beforeEach(() => provider.behave({}));
afterAll(async () => {
  await provider[Symbol.asyncDispose]();
  await pages[Symbol.asyncDispose]();
});

/** A sign-in has begun; these are what went to the provider. */
async function begin(of: Browser, at = tenant, to = '') {
  const begun = await of.request(`${at.start}${to}`);
  const asked = new URL(of.next(begun)).searchParams;
  return { state: asked.get('state') ?? '', nonce: asked.get('nonce') ?? '', asked };
}

function callback(claims: JWTPayload, state: string, more = '', at = tenant): string {
  return `${at.home}/sign-in/callback?code=${provider.code(claims)}&state=${state}${more}`;
}

/** Somebody comes back from the provider with these claims. */
async function comeBack(claims: object = {}, of = tenant.browser(), at = tenant): Promise<Shown> {
  const { state, nonce } = await begin(of, at);
  return of.request(callback({ ...mina, nonce, ...claims }, state, '', at));
}

function expectRefused(shown: Shown, code: string, status: number): void {
  expect([shown.status, /Code <code>(\w+)</.exec(shown.text)?.[1]]).toEqual([status, code]);
  expect(shown.text).toMatch(/Request <code>[\w-]{8,}<\/code>/);
  expect(shown.headers.getSetCookie().filter((line) => line.includes('rollcall_session'))).toEqual([]);
  for (const secret of ['an-access-token', client.clientSecret, 'eyJ'])
    expect(shown.text).not.toContain(secret);
}

test('a good answer signs in', async () => {
  expect(await comeBack()).toMatchObject({ status: 303 });
});

const elsewhere = 'https://login.elsewhere.example';
test.each([
  ['of another issuer', { iss: elsewhere }, 'wrongIssuer', 400],
  ['for another client', { aud: 'another-client' }, 'wrongAudience', 400],
  [
    'for us among others',
    { aud: ['rollcall', 'another-client'], azp: 'another-client' },
    'wrongAudience',
    400,
  ],
  ['to another sign-in', { nonce: 'another-nonce' }, 'wrongNonce', 400],
  ['that has expired', { exp: Math.floor(Date.now() / 1000) - 120 }, 'tokenExpired', 400],
  ['that is not valid yet', { nbf: Math.floor(Date.now() / 1000) + 600 }, 'tokenExpired', 400],
  ['about nobody', { sub: '' }, 'badAnswer', 502],
  ['about somebody without a name', { sub: 'x', preferred_username: undefined }, 'userNameMissing', 403],
])('an answer %s is refused', async (_what, claims, code, status) => {
  provider.behave({ claims: (good) => ({ ...good, ...claims }) });
  expectRefused(await comeBack(), code, status);
});

test('an answer without a nonce is refused', async () => {
  provider.behave({ claims: ({ nonce: _gone, ...good }) => good });
  expect((await comeBack()).status).toBeGreaterThanOrEqual(400);
});

test('clocks may differ by less than a minute', async () => {
  const exp = Math.floor(Date.now() / 1000) - 30;
  provider.behave({ claims: (good) => ({ ...good, exp }) });
  expect(await comeBack()).toMatchObject({ status: 303 });
});

test('a claim that is not in the ID token is asked for, and only of the same person', async () => {
  await using telling = await startWickedProvider(client.clientId);
  telling.behave({ userInfo: { sub: 'mina', groups: ['Crew'] } });
  const at = await pages.makeTenant(telling.issuer, { groupsClaim: 'groups' });
  expect(await comeBack({}, at.browser(), at)).toMatchObject({ status: 303 });
  expect(await at.rows('select groups from user_identities')).toEqual([{ groups: ['Crew'] }]);
  telling.behave({ userInfo: { sub: 'another', groups: ['Captains'] } });
  expectRefused(await comeBack({}, at.browser(), at), 'providerMisconfigured', 502);
});

test('an unsigned answer is refused (alg none)', async () => {
  provider.behave({ algorithm: 'none' });
  expectRefused(await comeBack(), 'badSignature', 400);
});

test('a key that the provider does not publish is refused, under a name of its own and under a published one', async () => {
  provider.behave({ keys: await newKeys() });
  expectRefused(await comeBack(), 'badSignature', 400);
  const published = (await (await fetch(`${provider.issuer}/keys`)).json()) as { keys: { kid: string }[] };
  provider.behave({ keys: await newKeys(published.keys[0]!.kid) });
  expectRefused(await comeBack(), 'badSignature', 400);
});

test('a key that the provider has just begun to use is known', async () => {
  await comeBack();
  await provider.rotate();
  expect(await comeBack()).toMatchObject({ status: 303 });
});

test('a state that is wrong, missing or of another browser is refused, and the code is never redeemed', async () => {
  const redeemed: string[] = [];
  provider.behave({
    token: (req, res) => {
      redeemed.push(String(req.url));
      res.end();
    },
  });
  const of = tenant.browser();
  const { state, nonce } = await begin(of);
  const claims = { ...mina, nonce };
  const other = await begin(tenant.browser());
  for (const wrong of ['', 'x'.repeat(43), other.state, `${state.slice(0, 8)}${'x'.repeat(35)}`])
    expectRefused(await of.clone().request(callback(claims, wrong)), 'attemptGone', 400);
  expectRefused(await of.request(`${tenant.home}/sign-in/callback?code=x`), 'attemptGone', 400);
  expectRefused(await tenant.browser().request(callback(claims, state)), 'attemptGone', 400);
  expect(redeemed).toEqual([]);
});

test('an answer is used once', async () => {
  const of = tenant.browser();
  const { state, nonce } = await begin(of);
  const [first, again] = [of.clone(), of.clone()];
  expect(await first.request(callback({ ...mina, nonce }, state))).toMatchObject({ status: 303 });
  expectRefused(await again.request(callback({ ...mina, nonce }, state)), 'attemptGone', 400);
});

test('an answer that names another provider is a mix-up (RFC 9207)', async () => {
  const of = tenant.browser();
  const { state, nonce } = await begin(of);
  const iss = `&iss=${encodeURIComponent(elsewhere)}`;
  expectRefused(await of.request(callback({ ...mina, nonce }, state, iss)), 'wrongIssuer', 400);
});

test('PKCE protects the code', async () => {
  const { asked } = await begin(tenant.browser());
  expect(asked.get('code_challenge_method')).toBe('S256');
  expect(asked.get('code_challenge')).toMatch(/^[\w-]{43}$/);
});

test('nothing of one organisation works in another: state, cookie, session', async () => {
  const other = await pages.makeTenant(provider.issuer);
  const of = tenant.browser();
  const { state, nonce } = await begin(of);
  for (const cookie of of.jar) cookie.path = '/';
  expectRefused(await of.request(callback({ ...mina, nonce }, state, '', other)), 'attemptGone', 400);

  const signedIn = tenant.browser();
  await comeBack({}, signedIn);
  const session = signedIn.jar.find(({ name }) => name === 'rollcall_session')!;
  expect(session.path).toBe(`/t/${tenant.key}`);
  for (const cookie of signedIn.jar) cookie.path = '/';
  expect(await signedIn.request(`${tenant.home}/sign-in/state`)).toMatchObject({ status: 204 });
  expect(await signedIn.request(`${other.home}/sign-in/state`)).toMatchObject({ status: 401 });
});

test('an address proves nobody: a person with the e-mail of another is refused, verified or not', async () => {
  await comeBack({ email: 'mina.s@quillhaven.example' });
  const stranger = { sub: 'stranger', preferred_username: 'stranger', email: 'Mina.S@quillhaven.example' };
  for (const email_verified of [false, true])
    expectRefused(await comeBack({ ...stranger, email_verified }), 'emailTaken', 409);
  const byUserName = { sub: 'stranger', preferred_username: 'stranger', email: mina.preferred_username };
  expectRefused(await comeBack(byUserName), 'emailTaken', 409);
});

test('an e-mail address that is not verified is no user name, though the settings say that one is', async () => {
  const byMail = await pages.makeTenant(provider.issuer, { userNameClaim: 'email' });
  const claims = { email: mina.preferred_username };
  expectRefused(await comeBack(claims, byMail.browser(), byMail), 'userNameMissing', 403);
  const verified = { ...claims, email_verified: true };
  expect(await comeBack(verified, byMail.browser(), byMail)).toMatchObject({ status: 303 });
});

test('a user name that was given to somebody else at the provider does not open the account it named', async () => {
  await comeBack();
  expectRefused(await comeBack({ sub: 'a new mina' }), 'subjectConflict', 409);
});

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
  '/t/another-org1',
  '/t/KEYextra',
  '/t/KEY/../another-org1',
  '/t/KEY/sign-in/sign-out',
  '/elsewhere',
])('after signing in nobody is sent to %s', async (to) => {
  const of = tenant.browser();
  const asked = to.replace('KEY', tenant.key);
  const { state, nonce } = await begin(of, tenant, `?to=${encodeURIComponent(asked)}`);
  const back = await of.request(callback({ ...mina, nonce }, state));
  expect(back.headers.get('location')).toBe(`/t/${tenant.key}`);
});

test('a session that was planted before signing in is not the one after it, and ends', async () => {
  const attacker = tenant.browser();
  await comeBack({}, attacker);
  const planted = attacker.jar.find(({ name }) => name === 'rollcall_session')!;
  const victim = tenant.browser();
  victim.jar.push({ ...planted });
  await comeBack({ sub: 'victim', preferred_username: 'victim' }, victim);
  expect(victim.jar.find(({ name }) => name === 'rollcall_session')!.value).not.toBe(planted.value);
  expect(await attacker.request(`${tenant.home}/sign-in/state`)).toMatchObject({ status: 401 });
});

test.each([
  [
    'calls itself something else',
    { discovery: (d: object) => ({ ...d, issuer: elsewhere }) },
    'providerMisconfigured',
  ],
  [
    'sends browsers to a script',
    { discovery: (d: object) => ({ ...d, authorization_endpoint: 'javascript:alert(1)' }) },
    'providerMisconfigured',
  ],
  ['has no keys', { discovery: (d: object) => ({ ...d, jwks_uri: undefined }) }, 'providerMisconfigured'],
  [
    'redirects its discovery',
    {
      discoveryAnswer: (_: IncomingMessage, res: ServerResponse) =>
        res.writeHead(302, { location: '/elsewhere' }).end(),
    },
    'badAnswer',
  ],
  [
    'answers without end',
    {
      discoveryAnswer: (_: IncomingMessage, res: ServerResponse) =>
        res.writeHead(200).end(Buffer.alloc(2 ** 20 + 1, ' ')),
    },
    'providerUnreachable',
  ],
  [
    'answers with a page',
    { discoveryAnswer: (_: IncomingMessage, res: ServerResponse) => res.end('<h1>Hello</h1>') },
    'badAnswer',
  ],
])('a provider that %s is not asked', async (_what, wickedness, code) => {
  await using other = await startWickedProvider(client.clientId);
  other.behave(wickedness);
  const at = await pages.makeTenant(other.issuer);
  const shown = await at.browser().request(at.start);
  expectRefused(shown, code, 502);
});

test('an answer of the token endpoint without end is broken off', async () => {
  provider.behave({ token: (_req, res) => void res.writeHead(200).end(Buffer.alloc(2 ** 20 + 1, ' ')) });
  expectRefused(await comeBack(), 'providerUnreachable', 502);
});

test('keys on a private address are not fetched', async () => {
  await using other = await startWickedProvider(client.clientId);
  other.behave({ discovery: (d) => ({ ...d, jwks_uri: 'https://10.0.0.1/keys' }) });
  const at = await pages.makeTenant(other.issuer);
  const of = at.browser();
  const { state, nonce } = await begin(of, at);
  const code = other.code({ ...mina, nonce });
  expectRefused(
    await of.request(`${at.home}/sign-in/callback?code=${code}&state=${state}`),
    'providerUnreachable',
    502,
  );
});

test('in production a provider on a private address is not asked', async () => {
  await using production = await startSignIn({ allowLoopback: false });
  for (const issuer of [provider.issuer, 'https://10.0.0.1', 'https://169.254.169.254']) {
    const at = await production.makeTenant(issuer);
    expectRefused(await at.browser().request(at.start), 'providerUnreachable', 502);
  }
});

test('what a provider says about a refusal is text, not markup', async () => {
  const of = tenant.browser();
  const { state } = await begin(of);
  const error = 'access_denied&error_description=<script>alert(1)</script>';
  const shown = await of.request(`${tenant.home}/sign-in/callback?state=${state}&error=${error}`);
  expectRefused(shown, 'providerRefused', 403);
  expect(shown.text).not.toContain('<script>alert');
});

test('a name is text, not markup', async () => {
  const of = tenant.browser();
  await comeBack({ sub: 'bobby', preferred_username: 'bobby', name: `<img src=x onerror="alert('1')">` }, of);
  const { text } = await of.request(tenant.home);
  expect(text).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;');
  expect(text).not.toContain('<img');
});

test('one network begins so many sign-ins a minute at all instances together, another is not held to that', async () => {
  await using one = await startSignIn();
  await using other = await startSignIn({ url: one.url });
  const { key, browser } = await one.makeTenant(provider.issuer);
  const from = (address: string, at = one) =>
    browser().request(`${at.origin}/t/${key}/sign-in/start`, { headers: { 'x-forwarded-for': address } });
  for (let times = 0; times < 60; times++) {
    expect((await from('2001:db8::1')).status).toBe(303);
    expect((await from('2001:db8::2', other)).status).toBe(303);
  }
  expectRefused(await from('2001:db8::ffff'), 'tooManyAttempts', 429);
  expectRefused(await from('2001:db8::ffff', other), 'tooManyAttempts', 429);
  expect(await from('2001:db8:0:1::1')).toMatchObject({ status: 303 });
  const { rows } = await one.db.pool.query('select key, points from sign_in_starts order by points');
  expect(rows).toEqual([
    { key: '32.1.13.184.0.0.0.1', points: 1 },
    { key: '32.1.13.184.0.0.0.0', points: 122 },
  ]);
});

test('no token, code, state or secret is in the log', async () => {
  const { state } = await begin(tenant.browser());
  await comeBack({ iss: elsewhere });
  const log = pages.lines.join('\n');
  expect(log).toContain('a sign-in was refused');
  for (const secret of [state, 'eyJ', client.clientSecret, 'an-access-token'])
    expect(log).not.toContain(secret);
});
