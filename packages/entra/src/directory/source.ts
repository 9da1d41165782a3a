/** A user as Entra ID names its attributes; `null` is an attribute without a value. */
export type SourceUser = {
  objectId: string;
  userPrincipalName: string;
  mailNickname: string;
  displayName: string;
  mail: string | null;
  givenName: string | null;
  surname: string | null;
  jobTitle: string | null;
  department: string | null;
  employeeId: string | null;
  telephoneNumber: string | null;
  mobile: string | null;
  facsimileTelephoneNumber: string | null;
  streetAddress: string | null;
  city: string | null;
  state: string | null;
  postalCode: string | null;
  country: string | null;
  preferredLanguage: string | null;
  physicalDeliveryOfficeName: string | null;
  /** objectId of the manager. */
  manager: string | null;
  accountEnabled: boolean;
  softDeleted: boolean;
};

/** What a hire or an edit may set: everything but the identity and the two lifecycle switches. */
export type UserAttributes = Partial<Omit<SourceUser, 'objectId' | 'softDeleted'>>;

/** A security group and the objectIds of its direct members. */
export type SourceGroup = { objectId: string; displayName: string; members: ReadonlySet<string> };
