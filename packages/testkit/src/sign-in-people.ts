import { people } from './story.ts';

/** Somebody as the demo's identity provider knows them. */
export type SignInPerson = Readonly<{
  subject: string;
  name: string;
  claims: Readonly<Record<string, unknown>>;
}>;

/** The application that the demo's people sign in to, as its identity provider knows it. */
export const demoClient = { clientId: 'rollcall-demo', clientSecret: 'no-secret-of-anybodys' } as const;

/** Somebody who has just been hired: nobody has told the directory yet. */
const newcomer = {
  userName: 'ingrid.solberg@quillhaven.example',
  givenName: 'Ingrid',
  familyName: 'Solberg',
  displayName: 'Ingrid Solberg',
};

/** Everyone who can sign in at the demo's identity provider: the people of the story, and a newcomer. */
export const signInPeople: SignInPerson[] = [...people, newcomer].map(
  ({ userName, givenName, familyName, displayName = `${givenName} ${familyName}` }) => ({
    subject: userName.split('@')[0] ?? userName,
    name: displayName,
    claims: {
      preferred_username: userName,
      name: displayName,
      given_name: givenName,
      family_name: familyName,
      email: userName,
      email_verified: true,
    },
  }),
);
