import type { IdentityProviderRow, SignInClaims } from '@rollcall/database';
import type { Resource } from '@rollcall/scim';
import { profileFrom } from './profile-from.ts';
import { signInRefused } from './sign-in-refusal.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** Who the provider says somebody is. */
export type ClaimedIdentity = Readonly<{
  issuer: string;
  /** What never changes and is never given to anybody else. */
  subject: string;
  userName: string | undefined;
  email: string | undefined;
  /** The same where the provider has made sure that it is theirs. */
  verifiedEmail: string | undefined;
  /** SCIM attributes, userName apart. */
  profile: Resource;
  claims: SignInClaims;
}>;

type Reading = Pick<IdentityProviderRow, 'kind' | 'userNameClaim' | 'groupsClaim' | 'rolesClaim'>;

/** Which claims name a person as userName does, where the settings do not say: what Entra and others call it. */
const usualUserNameClaims = ['preferred_username', 'upn'];

/** Published in docs/limits.md. */
const maxValues = 500;

/** Who these claims are about. The issuer and the audience have been checked. Throws `badAnswer`. */
export function claimedIdentity(reading: Reading, claims: Claims): ClaimedIdentity {
  const issuer = text(claims['iss']);
  const subject = subjectIn(reading, claims);
  if (!issuer || !subject) throw signInRefused('badAnswer', 'The ID token names no subject.');
  return {
    issuer,
    subject,
    userName: userNameIn(reading, claims),
    email: text(claims['email']),
    verifiedEmail: claims['email_verified'] === true ? text(claims['email']) : undefined,
    profile: profileFrom(claims),
    claims: {
      groups: list(reading.groupsClaim, claims),
      roles: list(reading.rolesClaim, claims),
      groupsLeftOut: isLeftOut(reading.groupsClaim, claims),
      rolesLeftOut: isLeftOut(reading.rolesClaim, claims),
    },
  };
}

/** Whether the settings ask for a claim that these neither have nor have left out. */
export function isMissing({ groupsClaim, rolesClaim }: Reading, claims: Claims): boolean {
  return [groupsClaim, rolesClaim].some(
    (name) => name !== null && claims[name] === undefined && !isLeftOut(name, claims),
  );
}

/**
 * In Entra `sub` differs from application to application; `oid` is the person's object id, the same everywhere in the
 * tenant. https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference
 */
function subjectIn({ kind }: Reading, claims: Claims): string | undefined {
  if (kind === 'oidc') return text(claims['sub'], 255);
  const tenant = text(claims['tid']);
  if (tenant === undefined || text(claims['iss'])?.includes(tenant) !== true) {
    throw signInRefused('wrongIssuer', 'The claim tid is of another Entra tenant.');
  }
  return text(claims['oid'], 255);
}

/** An address that the provider has not verified names nobody: anyone may have typed it there. */
function userNameIn({ userNameClaim }: Reading, claims: Claims): string | undefined {
  if (userNameClaim === 'email' && claims['email_verified'] !== true) return undefined;
  const names = userNameClaim === null ? usualUserNameClaims : [userNameClaim];
  return names.map((name) => text(claims[name], 400)).find((value) => value !== undefined);
}

/** In an order of our own, so that the same values are the same claim; a claim of none is no claim. */
function list(name: string | null, claims: Claims): string[] | null {
  const value = name === null ? undefined : claims[name];
  const values = Array.isArray(value) ? (value as unknown[]) : [value];
  const texts = new Set(values.map((each) => text(each)).filter((each) => each !== undefined));
  return texts.size > 0 ? [...texts].sort().slice(0, maxValues) : null;
}

/**
 * A claim that is too long for a token is not in it, and `_claim_names` says so (OpenID Connect Core §5.6.2); of its groups
 * Entra may also say `hasgroups`. https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
function isLeftOut(name: string | null, claims: Claims): boolean {
  if (name === null || claims[name] !== undefined) return false;
  const elsewhere = claims['_claim_names'];
  if (typeof elsewhere === 'object' && elsewhere !== null && Object.hasOwn(elsewhere, name)) return true;
  return name === 'groups' && String(claims['hasgroups']) === 'true';
}

/** A claim that is text a person could have: neither empty nor endless, and of characters that Postgres holds. */
export function text(value: unknown, maxLength = 1024): string | undefined {
  if (typeof value !== 'string') return undefined;
  const trimmed = value.trim();
  const isPlain = trimmed.length > 0 && trimmed.length <= maxLength && trimmed.isWellFormed();
  return isPlain && !/\p{Cc}/u.test(trimmed) ? trimmed : undefined;
}
