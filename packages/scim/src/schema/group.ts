import { limits } from '../limits.ts';
import { attribute } from './attribute.ts';
import type { Schema } from './types.ts';
import { urns } from './urns.ts';

/** The Group schema (RFC 7643 §4.2). */
export const groupSchema: Schema = {
  id: urns.group,
  name: 'Group',
  description: 'Group',
  attributes: [
    attribute('displayName', 'The name of the group. Unique in the tenant, in any case of letters.', {
      required: true,
      uniqueness: 'server',
      maxLength: limits.indexedStringLength,
    }),
    attribute('members', 'Who belongs to the group.', {
      type: 'complex',
      multiValued: true,
      subAttributes: [
        attribute('value', 'The id of the member.', {
          mutability: 'immutable',
          caseExact: true,
          maxLength: limits.indexedStringLength,
        }),
        attribute('$ref', 'The URL of the member.', {
          type: 'reference',
          referenceTypes: ['User', 'Group'],
          mutability: 'readOnly',
          caseExact: true,
        }),
        attribute('type', 'Whether the member is a User or a Group.', {
          mutability: 'immutable',
          canonicalValues: ['User', 'Group'],
        }),
        attribute('display', 'A name for people to read.', { mutability: 'immutable' }),
      ],
    }),
  ],
};
