import { urns, type Resource } from '@rollcall/scim';

/** What an admin enters of a local user. What is left empty is not assigned. */
export type LocalPerson = Readonly<{
  userName: string;
  givenName?: string | undefined;
  familyName?: string | undefined;
  displayName?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  title?: string | undefined;
  department?: string | undefined;
  employeeNumber?: string | undefined;
}>;

/** Where each field stands in a SCIM user, as the engine names it in a refusal. */
export const pathsOfFields: readonly [field: keyof LocalPerson, path: string][] = [
  ['userName', 'userName'],
  ['givenName', 'name.givenName'],
  ['familyName', 'name.familyName'],
  ['displayName', 'displayName'],
  ['email', 'emails'],
  ['phone', 'phoneNumbers'],
  ['title', 'title'],
  ['department', `${urns.enterpriseUser}:department`],
  ['employeeNumber', `${urns.enterpriseUser}:employeeNumber`],
];

/** The user as entered, and what they have besides as it was: a SCIM body. */
export function bodyOf(person: LocalPerson, before: Resource = {}): Resource {
  const { userName, givenName, familyName, displayName, title, department, employeeNumber } = person;
  const formatted = [givenName, familyName].filter(Boolean).join(' ');
  const name = filled({ ...object(before['name']), givenName, familyName, formatted });
  const enterprise = filled({ ...object(before[urns.enterpriseUser]), department, employeeNumber });
  const attributes = filled({
    ...before,
    userName,
    displayName: displayName || formatted,
    title,
    name: Object.keys(name).length > 0 ? name : undefined,
    emails: withWork(before['emails'], person.email),
    phoneNumbers: withWork(before['phoneNumbers'], person.phone),
    [urns.enterpriseUser]: Object.keys(enterprise).length > 0 ? enterprise : undefined,
  });
  const extensions = Object.keys(attributes).filter((key) => key.startsWith('urn:'));
  return { schemas: [urns.user, ...extensions], ...attributes };
}

/** The work value first; whatever else there was stays. */
function withWork(before: unknown, value: string | undefined): readonly unknown[] | undefined {
  const others = (Array.isArray(before) ? before : []).filter((each) => object(each)['type'] !== 'work');
  const all = value ? [{ type: 'work', value, primary: true }, ...others.map(notPrimary)] : others;
  return all.length > 0 ? all : undefined;
}

function notPrimary(each: unknown): unknown {
  const { primary: _, ...rest } = object(each);
  return rest;
}

function filled(record: Resource): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== undefined && value !== ''),
  );
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
