import { limits } from '../limits.ts';
import { attribute, plural } from './attribute.ts';
import type { Attribute, Schema } from './types.ts';
import { urns } from './urns.ts';

const name = attribute('name', "The parts of the person's name.", {
  type: 'complex',
  subAttributes: [
    attribute('formatted', 'The whole name, ready to be shown.'),
    attribute('familyName', 'Family name, or last name in most Western languages.'),
    attribute('givenName', 'Given name, or first name in most Western languages.'),
    attribute('middleName', 'Middle name or names.'),
    attribute('honorificPrefix', 'Title before the name, such as Dr.'),
    attribute('honorificSuffix', 'Suffix after the name, such as III.'),
  ],
});

const addresses = attribute('addresses', 'Postal addresses.', {
  type: 'complex',
  multiValued: true,
  subAttributes: [
    attribute('formatted', 'The whole address as printed on a label; may hold line breaks.'),
    attribute('streetAddress', 'Street, house number, and what belongs to them.'),
    attribute('locality', 'City or town.'),
    attribute('region', 'State or region.'),
    attribute('postalCode', 'Postal code.'),
    attribute('country', 'Country, kept as it was sent.'),
    attribute('type', 'What the address is used for.', { canonicalValues: ['work', 'home', 'other'] }),
    attribute('primary', 'True for the preferred address; at most one is.', { type: 'boolean' }),
  ],
});

const groups = attribute('groups', 'The groups this user belongs to. Changed through the groups.', {
  type: 'complex',
  multiValued: true,
  mutability: 'readOnly',
  subAttributes: [
    attribute('value', 'The id of the group.', { mutability: 'readOnly', caseExact: true }),
    attribute('$ref', 'The URL of the group.', {
      type: 'reference',
      referenceTypes: ['User', 'Group'],
      mutability: 'readOnly',
      caseExact: true,
    }),
    attribute('display', 'The displayName of the group.', { mutability: 'readOnly' }),
    attribute('type', 'Direct, or indirect through another group.', {
      mutability: 'readOnly',
      canonicalValues: ['direct', 'indirect'],
    }),
  ],
});

const multiValued: readonly Attribute[] = [
  plural('emails', 'E-mail addresses, kept as they were sent.', {
    value: { maxLength: limits.indexedStringLength },
    types: ['work', 'home', 'other'],
  }),
  plural('phoneNumbers', 'Telephone numbers, kept as they were sent.', {
    types: ['work', 'home', 'mobile', 'fax', 'pager', 'other'],
  }),
  plural('ims', 'Instant messaging addresses.', {
    types: ['aim', 'gtalk', 'icq', 'xmpp', 'msn', 'skype', 'qq', 'yahoo'],
  }),
  plural('photos', 'URLs of pictures of the person.', {
    value: { type: 'reference', referenceTypes: ['external'], caseExact: true },
    types: ['photo', 'thumbnail'],
  }),
  addresses,
  groups,
  plural('entitlements', 'Things the person may have or do.'),
  plural('roles', 'Roles given to the person by the identity provider.'),
  plural('x509Certificates', 'Certificates, DER in base64.', { value: { type: 'binary', caseExact: true } }),
];

/** The User schema (RFC 7643 §4.1). */
export const userSchema: Schema = {
  id: urns.user,
  name: 'User',
  description: 'User Account',
  attributes: [
    attribute(
      'userName',
      'The name the person signs in with. Unique in the tenant, in any case of letters.',
      {
        required: true,
        uniqueness: 'server',
        maxLength: limits.indexedStringLength,
        precis: 'UsernameCaseMapped',
      },
    ),
    name,
    attribute('displayName', 'The name shown to others.', { maxLength: limits.indexedStringLength }),
    attribute('nickName', 'What the person is called casually.'),
    attribute('profileUrl', "The address of the person's online profile.", {
      type: 'reference',
      referenceTypes: ['external'],
      caseExact: true,
    }),
    attribute('title', "The person's title, such as Vice President."),
    attribute('userType', 'How the person relates to the organisation, such as Employee or Contractor.'),
    attribute('preferredLanguage', 'The language the person prefers, as in Accept-Language.'),
    attribute('locale', 'Where the person is, for dates, numbers and currency.'),
    attribute('timezone', 'Time zone in the form Europe/Copenhagen.'),
    attribute('active', 'Whether the account may be used.', { type: 'boolean' }),
    attribute('password', 'Accepted and dropped: sign-in belongs to the identity provider.', {
      mutability: 'writeOnly',
      returned: 'never',
      caseExact: true,
    }),
    ...multiValued,
  ],
};
