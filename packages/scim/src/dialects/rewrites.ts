const compatibility =
  'learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-config-problem-scim-compatibility';
const tutorial = 'learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups';
const customAttributes =
  'learn.microsoft.com/entra/identity/app-provisioning/customize-application-attributes';
const postman = 'github.com/AzureAD/SCIMReferenceCode PostmanCollection.json';

/** Everything the entra dialect forgives: what is read as what, and where the habit is documented. */
export const rewrites = {
  textBoolean: { says: '"True" and "False" for a boolean are read as true and false', cites: compatibility },
  textNumber: { says: 'a number in quotes is read as a number, and a bare number as text', cites: tutorial },
  oneElementArray: { says: 'an array of one for a single value is read as that value', cites: tutorial },
  valueObject: { says: 'an object with a value for a plain value is read as that value', cites: tutorial },
  emptyText: { says: 'an empty text is read as no value', cites: tutorial },
  bareValue: { says: 'a plain value for a complex one is read as its value', cites: tutorial },
  singleValue: { says: 'one value where an array belongs is read as an array of one', cites: postman },
  roleText: { says: 'a role whose value is JSON text is read as that JSON', cites: customAttributes },
  displayName: { says: 'displayName inside a value is read as display', cites: customAttributes },
  keyAsPath: {
    says: 'a dotted or URN-qualified key of an operation without path is read as a path',
    cites: compatibility,
  },
  elementFromFilter: {
    says: 'a filter that matches no value creates the value it describes',
    cites: tutorial,
  },
  filterOnSingle: {
    says: 'a filter on an attribute that is not multi-valued is read as a condition',
    cites: 'github.com/thomaspoignant/scim-patch issue 453',
  },
  misspeltUrn: {
    says: 'the enterprise URN without its last colon is read as the enterprise URN',
    cites: tutorial,
  },
  missingSchemas: { says: 'a PATCH without schemas is read as a PatchOp', cites: postman },
  firstPrimary: { says: 'of several primary values the first is kept as primary', cites: tutorial },
  unknownAttribute: { says: 'an attribute that no schema knows is ignored', cites: tutorial },
  unknownExtension: {
    says: 'an attribute of an undeclared extension is kept under its URN',
    cites: customAttributes,
  },
  readOnlyAttribute: { says: 'a write to a read-only attribute is ignored', cites: postman },
} as const satisfies Record<string, { says: string; cites: string }>;

/** The name of something the entra dialect forgives. */
export type Rewrite = keyof typeof rewrites;
