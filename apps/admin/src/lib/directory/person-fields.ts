import type { LocalPerson } from '../contract.ts';

type PersonField = Readonly<{
  name: keyof LocalPerson;
  text: string;
  hint?: string;
  required: boolean;
  type: 'text' | 'email' | 'tel';
  autocomplete: 'off';
}>;

const field = (name: keyof LocalPerson, text: string, more: Partial<PersonField> = {}): PersonField => ({
  name,
  text,
  required: false,
  type: 'text',
  autocomplete: 'off',
  ...more,
});

/** What an admin enters of a local user, under the headings it stands below. */
export const personFields: readonly Readonly<{ title: string; fields: readonly PersonField[] }>[] = [
  {
    title: 'Sign-in',
    fields: [
      field('userName', 'User name', {
        required: true,
        hint: 'What they sign in by, such as mina@example.com. Unique in any case of letters.',
      }),
    ],
  },
  {
    title: 'Name and contact',
    fields: [
      field('givenName', 'Given name'),
      field('familyName', 'Family name'),
      field('displayName', 'Display name', { hint: 'Left empty, given and family name.' }),
      field('email', 'Work e-mail', { type: 'email' }),
      field('phone', 'Work phone', { type: 'tel' }),
    ],
  },
  {
    title: 'Work',
    fields: [
      field('title', 'Title'),
      field('department', 'Department'),
      field('employeeNumber', 'Employee number'),
    ],
  },
];

/** The names of all fields. */
export const personFieldNames = personFields.flatMap(({ fields }) => fields.map(({ name }) => name));

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const paths: Readonly<Record<Exclude<keyof LocalPerson, 'userName'>, string>> = {
  givenName: 'name.givenName',
  familyName: 'name.familyName',
  displayName: 'displayName',
  email: 'emails[type eq "work"].value',
  phone: 'phoneNumbers[type eq "work"].value',
  title: 'title',
  department: `${enterprise}:department`,
  employeeNumber: `${enterprise}:employeeNumber`,
};

/** What the form shows of a user. */
export function personOf(user: {
  userName: string;
  attributes: readonly { path: string; value: string | number | boolean }[];
}): LocalPerson {
  const valueAt = (path: string) => String(user.attributes.find((each) => each.path === path)?.value ?? '');
  const others = Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, valueAt(path)]));
  return { ...others, userName: user.userName };
}
