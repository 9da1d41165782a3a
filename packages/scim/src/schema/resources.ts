import { enterpriseUserSchema } from './enterprise-user.ts';
import { groupSchema } from './group.ts';
import type { ResourceSchema } from './types.ts';
import { userSchema } from './user.ts';

/** Users, with the enterprise extension. */
export const userResource: ResourceSchema = {
  name: 'User',
  endpoint: '/Users',
  description: 'People who may use the services of this tenant',
  schema: userSchema,
  extensions: [enterpriseUserSchema],
  defaults: { active: true },
  // RFC 7643 §4.1.1 leaves the meaning to us: an account whose status was taken away may not be used.
  whenRemoved: { active: false },
};

/** Groups. */
export const groupResource: ResourceSchema = {
  name: 'Group',
  endpoint: '/Groups',
  description: 'Sets of users and groups',
  schema: groupSchema,
  extensions: [],
};
