import { urns } from '../protocol/urns.ts';
import type { SourceGroup, SourceUser } from '../directory/source.ts';

/** What an expression may read beside the user: Entra's computed IsSoftDeleted. */
export type Computed = { isSoftDeleted: boolean };

/** One row of Entra's mapping table: a source attribute or expression flows to a SCIM target attribute. */
export type UserMapping = {
  target: string;
  source: keyof SourceUser | 'expression';
  /** The expression as the portal shows it. */
  expression?: string;
  evaluate?: (user: SourceUser, computed: Computed) => string | boolean | null;
  /** "Apply this mapping: only during object creation". */
  onlyAtCreation?: boolean;
};

/** The default user mapping of a non-gallery SCIM application; the reference `manager` has a pass of its own. */
export const defaultUserMappings: readonly UserMapping[] = [
  { source: 'userPrincipalName', target: 'userName' },
  {
    source: 'expression',
    expression: 'Switch([IsSoftDeleted], , "False", "True", "True", "False")',
    evaluate: (_, { isSoftDeleted }) => !isSoftDeleted,
    target: 'active',
  },
  { source: 'displayName', target: 'displayName' },
  { source: 'jobTitle', target: 'title' },
  { source: 'mail', target: 'emails[type eq "work"].value' },
  { source: 'preferredLanguage', target: 'preferredLanguage' },
  { source: 'givenName', target: 'name.givenName' },
  { source: 'surname', target: 'name.familyName' },
  {
    source: 'expression',
    expression: 'Join(" ", [givenName], [surname])',
    evaluate: (user) => joinPresent(user.givenName, user.surname),
    target: 'name.formatted',
  },
  { source: 'physicalDeliveryOfficeName', target: 'addresses[type eq "work"].formatted' },
  { source: 'streetAddress', target: 'addresses[type eq "work"].streetAddress' },
  { source: 'city', target: 'addresses[type eq "work"].locality' },
  { source: 'state', target: 'addresses[type eq "work"].region' },
  { source: 'postalCode', target: 'addresses[type eq "work"].postalCode' },
  { source: 'country', target: 'addresses[type eq "work"].country' },
  { source: 'telephoneNumber', target: 'phoneNumbers[type eq "work"].value' },
  { source: 'mobile', target: 'phoneNumbers[type eq "mobile"].value' },
  { source: 'facsimileTelephoneNumber', target: 'phoneNumbers[type eq "fax"].value' },
  { source: 'mailNickname', target: 'externalId' },
  { source: 'employeeId', target: `${urns.enterpriseUser}:employeeNumber` },
  { source: 'department', target: `${urns.enterpriseUser}:department` },
];

/** The default mapping with `objectId` as externalId, as many vendors ask their customers to set it. */
export const objectIdUserMappings: readonly UserMapping[] = defaultUserMappings.map((mapping) =>
  mapping.target === 'externalId' ? { source: 'objectId', target: 'externalId' } : mapping,
);

/** The target of the manager reference. */
export const managerTarget = `${urns.enterpriseUser}:manager`;

/** The default group mapping; the reference `members` has a pass of its own. */
export const groupMappings: readonly { source: Exclude<keyof SourceGroup, 'members'>; target: string }[] = [
  { source: 'displayName', target: 'displayName' },
  { source: 'objectId', target: 'externalId' },
];

function joinPresent(...parts: readonly (string | null)[]): string | null {
  const present = parts.filter((part) => part !== null && part !== '');
  return present.length === 0 ? null : present.join(' ');
}
