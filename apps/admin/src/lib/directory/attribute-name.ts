const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:';

const signIn = 'urn:rollcall:sign-in:User:';

const names: Record<string, string> = {
  [`${signIn}groups`]: 'Groups claimed',
  [`${signIn}roles`]: 'Roles claimed',
  active: 'Active',
  address: 'Address',
  costCenter: 'Cost centre',
  description: 'Description',
  department: 'Department',
  dialect: 'SCIM client',
  displayName: 'Display name',
  division: 'Division',
  enabled: 'Switched on',
  employeeNumber: 'Employee number',
  externalId: 'External id',
  'manager.value': 'Manager',
  manager: 'Manager',
  'name.familyName': 'Family name',
  'name.formatted': 'Full name',
  'name.givenName': 'Given name',
  'name.middleName': 'Middle name',
  'name.honorificPrefix': 'Honorific prefix',
  'name.honorificSuffix': 'Honorific suffix',
  name: 'Name',
  nickName: 'Nickname',
  organization: 'Organization',
  preferredLanguage: 'Preferred language',
  profileUrl: 'Profile URL',
  rule: 'Rule',
  services: 'Services',
  timezone: 'Time zone',
  title: 'Title',
  userName: 'User name',
  userType: 'User type',
};

const lists: Record<string, string> = {
  addresses: 'address',
  emails: 'e-mail',
  ims: 'IM address',
  phoneNumbers: 'phone',
  photos: 'photo',
  roles: 'Role',
  entitlements: 'Entitlement',
};

const parts: Record<string, string> = {
  formatted: '',
  streetAddress: 'street',
  locality: 'city',
  region: 'region',
  postalCode: 'postal code',
  country: 'country',
  value: '',
};

/** A SCIM path as a person would say it: `emails[type eq "work"].value` is "Work e-mail". An unknown path stays. */
export function attributeName(path: string): string {
  const bare = path.startsWith(enterprise) ? path.slice(enterprise.length) : path;
  const known = names[bare];
  if (known !== undefined) return known;

  const element = /^(\w+)(?:\[type eq "([^"]+)"\])?(?:\.(\w+))?$/.exec(bare);
  const list = element?.[1] === undefined ? undefined : lists[element[1]];
  if (element === null || list === undefined) return bare;
  const part = parts[element[3] ?? 'value'] ?? element[3] ?? '';
  return sentenceCase([element[2], list, part].filter(Boolean).join(' '));
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
