import { attribute } from './attribute.ts';
import type { Schema } from './types.ts';
import { urns } from './urns.ts';

/** The enterprise extension of User (RFC 7643 §4.3). */
export const enterpriseUserSchema: Schema = {
  id: urns.enterpriseUser,
  name: 'EnterpriseUser',
  description: 'Enterprise User',
  attributes: [
    attribute('employeeNumber', 'The number or code the organisation gave the person.'),
    attribute('costCenter', 'The cost centre.'),
    attribute('organization', 'The organisation.'),
    attribute('division', 'The division.'),
    attribute('department', 'The department.'),
    attribute('manager', "The person's manager.", {
      type: 'complex',
      subAttributes: [
        attribute('value', 'The id of the manager. May name a user who has not arrived yet.', {
          caseExact: true,
        }),
        attribute('$ref', "The URL of the manager's user.", {
          type: 'reference',
          referenceTypes: ['User'],
          mutability: 'readOnly',
          caseExact: true,
        }),
        attribute('displayName', 'The displayName of the manager.', { mutability: 'readOnly' }),
      ],
    }),
  ],
};
