import { expect, test } from 'vitest';
import { createDirectory } from '../directory/create-directory.ts';
import { defaultUserMappings } from '../mapping/attribute-mappings.ts';
import { mapGroup, mapUser } from '../mapping/map-source.ts';
import { groupBody, userBody } from './create-bodies.ts';

const directory = createDirectory({ seed: 1, users: 1, groups: 1, domain: 'acme.example' });
const [person] = directory.users.values();

test('a user is created with every mapped value, real booleans and no manager', () => {
  const user = {
    ...person!,
    userPrincipalName: 'kai.lund@acme.example',
    displayName: 'Kai Lund',
    mail: 'kai.lund@acme.example',
    mailNickname: 'kai.lund',
    givenName: 'Kai',
    surname: 'Lund',
    jobTitle: 'Field Engineer',
    department: 'Operations',
    employeeId: '70211',
    telephoneNumber: '+45 87654321',
    mobile: '+45 20304050',
    facsimileTelephoneNumber: null,
    streetAddress: 'Havnegade 4',
    physicalDeliveryOfficeName: 'Aarhus / 4',
    city: 'Aarhus',
    state: null,
    postalCode: '8000',
    country: 'Denmark',
    preferredLanguage: 'da-DK',
    manager: 'someone',
  };
  expect(userBody(mapUser(user, true, defaultUserMappings), 0)).toEqual({
    schemas: [
      'urn:ietf:params:scim:schemas:core:2.0:User',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
    ],
    externalId: 'kai.lund',
    userName: 'kai.lund@acme.example',
    active: true,
    displayName: 'Kai Lund',
    title: 'Field Engineer',
    preferredLanguage: 'da-DK',
    emails: [{ primary: true, type: 'work', value: 'kai.lund@acme.example' }],
    addresses: [
      {
        type: 'work',
        primary: true,
        formatted: 'Aarhus / 4',
        streetAddress: 'Havnegade 4',
        locality: 'Aarhus',
        postalCode: '8000',
        country: 'Denmark',
      },
    ],
    phoneNumbers: [
      { primary: true, type: 'work', value: '+45 87654321' },
      { type: 'mobile', value: '+45 20304050' },
    ],
    name: { formatted: 'Kai Lund', familyName: 'Lund', givenName: 'Kai' },
    meta: { resourceType: 'User' },
    roles: [],
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
      employeeNumber: '70211',
      department: 'Operations',
    },
  });
});

test('a group is created without members, in the older and the newer shape', () => {
  const [group] = directory.groups.values();
  const older = groupBody(mapGroup(group!), 0);
  const newer = groupBody(mapGroup(group!), 1);
  expect(older).toEqual({
    schemas: [
      'urn:ietf:params:scim:schemas:core:2.0:Group',
      'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group',
    ],
    externalId: group!.objectId,
    displayName: 'All employees',
    meta: { resourceType: 'Group' },
  });
  expect(newer).toMatchObject({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], members: [] });
});
