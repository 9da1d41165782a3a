import type { UserAttribute } from '../contract.ts';

type Source = NonNullable<UserAttribute['source']>;

const kinds: Record<Source['kind'], string> = {
  token: 'SCIM',
  signIn: 'Sign-in',
  admin: 'Admin',
  system: 'Rollcall',
};

/** Who last said what an attribute is: `SCIM`, or with the name of the token or admin `SCIM, Entra production`. */
export function sourceName({ kind }: Source): string {
  return kinds[kind];
}

/** The same with the name of the token or the admin. */
export function sourceDetail({ kind, label }: Source): string {
  return kind === 'token' ? `SCIM, with the API token “${label}”` : `${kinds[kind]}: ${label}`;
}
