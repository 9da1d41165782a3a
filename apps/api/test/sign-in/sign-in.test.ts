import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOpenIdProvider, type OpenIdPerson, type OpenIdProvider } from '@rollcall/entra';
import { client, startSignIn, type Pages, type SignInTenant } from './start-sign-in.ts';
import type { Browser, Shown } from './browser.ts';

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

let pages: Pages;
let provider: OpenIdProvider;
const people: OpenIdPerson[] = [];
beforeAll(async () => {
  pages = await startSignIn();
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
