import type { Person } from './make-user.ts';
import { newcomer, people, signedInFirst } from './story.ts';

/** Somebody as the demo's identity provider knows them. */
export type SignInPerson = Readonly<{
  subject: string;
  name: string;
  claims: Readonly<Record<string, unknown>>;
}>;

/** What a sign-in says about somebody. */
export type SignInProfile = Pick<Person, 'userName' | 'givenName' | 'familyName' | 'displayName'>;

/** The application that the demo's people sign in to, as its identity provider knows it. */
export const demoClient = { clientId: 'rollcall-demo', clientSecret: 'no-secret-of-anybodys' } as const;

/** Everyone who can sign in at the demo's identity provider: of the story whoever has an account there, and a newcomer. */
export const signInPeople: SignInPerson[] = [...people, ...signedInFirst, newcomer].map((person) => ({
  subject: subjectOf(person),
  name: displayNameOf(person),
  claims: claimsOf(person),
}));

export function subjectOf({ userName }: SignInProfile): string {
  return userName.split('@')[0] ?? userName;
}

export function claimsOf(person: SignInProfile): Record<string, unknown> {
  const { userName, givenName, familyName } = person;
  return {
    preferred_username: userName,
    name: displayNameOf(person),
    given_name: givenName,
    family_name: familyName,
    email: userName,
    email_verified: true,
  };
}

function displayNameOf({ givenName, familyName, displayName }: SignInProfile): string {
  return displayName ?? `${givenName} ${familyName}`;
}
