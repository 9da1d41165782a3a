const compatibility =
  'learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-config-problem-scim-compatibility';
const tutorial = 'learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups';
const customAttributes =
  'learn.microsoft.com/entra/identity/app-provisioning/customize-application-attributes';
const postman = 'github.com/AzureAD/SCIMReferenceCode PostmanCollection.json';
const okta = 'developer.okta.com/docs/api/openapi/okta-scim/guides/scim-20';
const snipeIt = 'github.com/grokability/snipe-it issue 12642';

/** Everything a dialect forgives: what is read as what, which clients do it, and where the habit is documented. */
export const rewrites = {
  textBoolean: {
    says: '"True" and "False" for a boolean are read as true and false',
    seen: { entra: compatibility },
  },
  textNumber: {
    says: 'a number in quotes is read as a number, and a bare number as text',
    seen: { entra: tutorial },
  },
  oneElementArray: {
    says: 'an array of one for a single value is read as that value',
    seen: { entra: tutorial },
  },
  valueObject: {
    says: 'an object with a value for a plain value is read as that value',
    seen: { entra: tutorial },
  },
  emptyText: { says: 'an empty text is read as no value', seen: { entra: tutorial, okta } },
  bareValue: { says: 'a plain value for a complex one is read as its value', seen: { entra: tutorial } },
  singleValue: {
    says: 'one value where an array belongs is read as an array of one',
    seen: { entra: postman },
  },
  roleText: {
    says: 'a role whose value is JSON text is read as that JSON',
    seen: { entra: customAttributes },
  },
  displayName: {
    says: 'displayName inside a value is read as display',
    seen: { entra: customAttributes },
  },
  keyAsPath: {
    says: 'a dotted or URN-qualified key of an operation without path is read as a path',
    seen: { entra: compatibility },
  },
  elementFromFilter: {
    says: 'a filter that matches no value creates the value it describes',
    seen: { entra: tutorial },
  },
  filterOnSingle: {
    says: 'a filter on an attribute that is not multi-valued is read as a condition',
    seen: { entra: 'github.com/thomaspoignant/scim-patch issue 453' },
  },
  misspeltUrn: {
    says: 'the enterprise URN without its last colon is read as the enterprise URN',
    seen: { entra: tutorial },
  },
  missingSchemas: {
    says: 'a body without schemas is read as what its endpoint is for',
    seen: { entra: postman },
  },
  unlistedSchema: {
    says: 'an extension in use that schemas leaves out is read as listed',
    seen: { entra: tutorial },
  },
  unknownSchema: {
    says: 'a URN in schemas that nothing in the body belongs to is passed over',
    seen: { entra: tutorial, google: snipeIt },
  },
  looseText: {
    says: 'a binary that is no base64, and a reference that is no URI, is kept as text',
    seen: { entra: 'scimvalidator.microsoft.com' },
  },
  bareWord: {
    says: 'a word without quotes in a filter is read as text',
    seen: { entra: tutorial },
  },
  firstPrimary: {
    says: 'of several primary values the first is kept as primary',
    seen: { entra: tutorial },
  },
  unknownAttribute: {
    says: 'an attribute that no schema knows is ignored',
    seen: { entra: tutorial, okta },
  },
  unknownExtension: {
    says: 'an attribute of an undeclared extension is kept under its URN',
    seen: { entra: customAttributes, okta },
  },
  readOnlyAttribute: {
    says: 'a write to a read-only attribute is ignored',
    seen: { entra: postman, okta },
  },
} as const satisfies Record<string, { says: string; seen: Partial<Record<Client, string>> }>;

/** The clients whose habits are known. */
export type Client = 'entra' | 'okta' | 'google';

/** The name of something that a dialect forgives. */
export type Rewrite = keyof typeof rewrites;
