import { startOpenIdProvider, type OpenIdPerson } from '@rollcall/entra';
import { enableProvisioning, patchResource, userType } from '@rollcall/domain';
import { parsePatchOp } from '@rollcall/scim';
import { makeToken, makeUser, openScim } from '@rollcall/testkit';
import type { Browser, Shown } from './browser.ts';
import { client, secretKeys, startSignIn, type SignInTenant } from './start-sign-in.ts';

/** Somebody as the provider knows them; `claims` replace what it would say. */
export const person = (subject: string, claims: object = {}): OpenIdPerson => ({
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

/** The sign-in pages beside a real provider, whose people a test adds to; disposing ends both. */
export async function startHouse(options: { now?: () => Date } = {}) {
  const pages = await startSignIn(options);
  const people: OpenIdPerson[] = [];
  const provider = await startOpenIdProvider({
    client: { ...client, origin: pages.origin },
    people: () => people,
  });
  return {
    pages,
    provider,
    people,
    /** An organisation that SCIM brought somebody to. */
    async provisioned(userName: string) {
      const tenant = await pages.makeTenant(provider.issuer, { jit: 'untilScim' });
      await enableProvisioning(tenant.scope);
      const { secret: token } = await makeToken(tenant.scope);
      const scim = await openScim(tenant.scope, { publicOrigin: pages.origin, secretKeys, token });
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
    },
    async [Symbol.asyncDispose]() {
      await provider.close();
      await pages[Symbol.asyncDispose]();
    },
  };
}

/** Somebody signs in there as that subject; the answer is the page they end on. */
export async function signIn(
  tenant: SignInTenant,
  of: Browser,
  subject: string,
  to?: string,
): Promise<Shown> {
  const asked = await of.open(`${tenant.start}${to === undefined ? '' : `?to=${encodeURIComponent(to)}`}`);
  if (!asked.text.includes('Who are you?')) throw new Error(`Not asked who they are: ${asked.text}`);
  return of.follow(await of.post(`${asked.url}?subject=${subject}`), () => false);
}

/** Whether the browser's session still is one. */
export const stateOf = async (tenant: SignInTenant, of: Browser) =>
  (await of.request(`${tenant.home}/sign-in/state`)).status;

/** The code that a refusal shows. */
export const codeOf = ({ text }: Shown) => /Code <code>(\w+)</.exec(text)?.[1];
