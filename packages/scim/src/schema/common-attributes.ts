import { limits } from '../limits.ts';
import { attribute } from './attribute.ts';
import type { Attribute } from './types.ts';

const readOnly = { mutability: 'readOnly', caseExact: true } as const;

/** The attributes that every resource has and no schema lists (RFC 7643 §3.1), and `schemas` (§3). */
export const commonAttributes: readonly Attribute[] = [
  attribute('schemas', 'The URNs of the schemas in use.', {
    ...readOnly,
    type: 'reference',
    multiValued: true,
    returned: 'always',
  }),
  attribute('id', 'The id Rollcall gave the resource; never reused.', {
    ...readOnly,
    returned: 'always',
    uniqueness: 'server',
  }),
  attribute('externalId', 'The id the identity provider gave the resource.', {
    caseExact: true,
    maxLength: limits.indexedStringLength,
  }),
  attribute('meta', 'What Rollcall knows about the resource itself.', {
    type: 'complex',
    mutability: 'readOnly',
    subAttributes: [
      attribute('resourceType', 'User or Group.', readOnly),
      attribute('created', 'When the resource was created.', { ...readOnly, type: 'dateTime' }),
      attribute('lastModified', 'When the resource last changed.', { ...readOnly, type: 'dateTime' }),
      attribute('location', 'The URL of the resource.', { ...readOnly, type: 'reference' }),
      attribute('version', 'The ETag of the resource.', readOnly),
    ],
  }),
];
