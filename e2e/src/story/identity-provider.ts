import { saveIdentityProvider } from '@rollcall/domain';
import { startOpenIdProvider, type OpenIdPerson } from '@rollcall/entra';
import type { Organisation, Workshop } from './workshop.ts';

export const client = { clientId: 'rollcall', clientSecret: 'a-secret-of-the-client' } as const;

/** An identity provider on this machine that knows these people; the organisation does not know of it yet. */
export function openIdentityProvider(
  { publicOrigin }: Pick<Workshop, 'publicOrigin'>,
  people: readonly OpenIdPerson[],
) {
  return startOpenIdProvider({ client: { ...client, origin: publicOrigin }, people: () => people });
}

/** Somebody as the provider knows them. */
export function personAt(
  userName: string,
  givenName: string,
  familyName: string,
  more: object = {},
): OpenIdPerson {
  const name = `${givenName} ${familyName}`;
  const claims = { preferred_username: userName, name, given_name: givenName, family_name: familyName };
  return { subject: userName, name, claims: { ...claims, email: userName, email_verified: true, ...more } };
}

/** The organisation's people sign in through the provider of that issuer, and unknown ones are created. */
export async function connectIdentityProvider(
  { secretKeys }: Workshop,
  { scope }: Organisation,
  issuer: string,
): Promise<void> {
  const settings = { kind: 'oidc', issuer, ...client, jit: 'on', groupsClaim: 'groups' } as const;
  await saveIdentityProvider(scope, settings, { secretKeys });
}
