import { expect, test } from 'vitest';
import { chooseDialect, enableProvisioning, listConflicts, resolveConflict } from '@rollcall/domain';
import { startOpenIdProvider, type OpenIdPerson } from '@rollcall/entra';
import { makeToken, makeUser, openScim } from '@rollcall/testkit';
import type { Browser } from './browser.ts';
import { client, secretKeys, startSignIn } from './start-sign-in.ts';

const person = (subject: string, preferred_username: string): OpenIdPerson => ({
  subject,
  name: subject,
  claims: { preferred_username, name: 'Mina Sørby', email: 'mina@quillhaven.example', email_verified: true },
});

test('who is in doubt is kept out until an admin says they are one, and then signs in as ever', async () => {
  await using pages = await startSignIn();
  const people = [person('mina', 'mina'), person('other', 'mina@quillhaven.example')];
  const provider = await startOpenIdProvider({
    client: { ...client, origin: pages.origin },
    people: () => people,
  });
  await using _ended = { [Symbol.asyncDispose]: () => provider.close() };
  const tenant = await pages.makeTenant(provider.issuer);
  const { scope } = tenant;
  const signIn = async (of: Browser, subject: string) => {
    const asked = await of.open(tenant.start);
    return of.follow(await of.post(`${asked.url}?subject=${subject}`), () => false);
  };
  const mina = tenant.browser();
  expect(await signIn(mina, 'mina')).toMatchObject({ status: 200 });

  await chooseDialect(scope, 'rfc');
  await enableProvisioning(scope);
  const { secret } = await makeToken(scope);
  const scim = await openScim(scope, { publicOrigin: pages.origin, secretKeys, token: secret });
  const { id } = await makeUser(scim, { userName: 'mina@quillhaven.example' });

  const refused = await signIn(tenant.browser(), 'other');
  expect(refused.status).toBe(403);
  expect(refused.text).toContain('You may be here already under another name.');
  expect(await mina.open(tenant.home)).toMatchObject({ status: 200 });

  const [conflict] = (await listConflicts(scope, { page: 1 })).items;
  await resolveConflict(scope, { id: conflict!.id, as: 'link' });

  expect((await mina.open(tenant.home)).text).not.toContain('Sign out');
  // The provider remembers who this browser is.
  expect(await mina.open(tenant.start)).toMatchObject({ status: 200, url: tenant.home });
  expect(await tenant.rows('select id, origin, access from users')).toEqual([
    { id, origin: 'scim', access: 'granted' },
  ]);
});
