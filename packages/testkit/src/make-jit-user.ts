import { randomUUID } from 'node:crypto';
import { admitPerson, claimedIdentity, type Scope } from '@rollcall/domain';
import { claimsOf, subjectOf, type SignInProfile } from './sign-in-people.ts';

const settings = {
  kind: 'oidc',
  userNameClaim: null,
  groupsClaim: null,
  rolesClaim: null,
  jit: 'on',
} as const;

/** A new user who came with their first sign-in, at that issuer, and their id. */
export function makeJitUser(
  scope: Scope,
  given: Partial<SignInProfile> & { issuer?: string } = {},
): Promise<{ id: string }> {
  const { issuer = 'https://login.quillhaven.example', ...person } = given;
  const userName = `${randomUUID()}@quillhaven.example`;
  const profile = { userName, givenName: 'Mina', familyName: 'Sørby', ...person };
  const claims = { iss: issuer, sub: subjectOf(profile), ...claimsOf(profile) };
  const at = { ...settings, issuer };
  const actor = { kind: 'signIn', id: null, label: 'Sign-in' } as const;
  return admitPerson({ ...scope, actor }, at, claimedIdentity(at, claims), async (_tx, id) => ({ id }));
}
