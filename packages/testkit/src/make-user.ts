import { randomUUID } from 'node:crypto';
import { createResource, userType, type ScimScope } from '@rollcall/domain';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** A person as Entra's default mapping sends them. */
export type Person = Readonly<{
  userName: string;
  givenName: string;
  familyName: string;
  /** Left out, the given name and the family name. */
  displayName?: string;
  title?: string;
  department?: string;
  active?: boolean;
}>;

/** A new user brought by SCIM, and their id. */
export async function makeUser(scim: ScimScope, given: Partial<Person> = {}): Promise<{ id: string }> {
  const unique = randomUUID();
  const person = {
    userName: `${unique}@quillhaven.example`,
    givenName: 'Mina',
    familyName: 'Sørby',
    active: true,
    ...given,
  };
  const { json } = await createResource(scim, userType, bodyOf(person, unique));
  return JSON.parse(json) as { id: string };
}

function bodyOf(person: Person, externalId: string): Record<string, unknown> {
  const { userName, givenName, familyName, title, department, active } = person;
  const displayName = person.displayName ?? `${givenName} ${familyName}`;
  return {
    schemas: [core, ...(department ? [enterprise] : [])],
    externalId,
    userName,
    displayName,
    active,
    name: { formatted: displayName, givenName, familyName },
    emails: [{ type: 'work', value: userName, primary: true }],
    ...(title ? { title } : {}),
    ...(department ? { [enterprise]: { department } } : {}),
  };
}
