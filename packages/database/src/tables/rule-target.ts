import { invalidFilter, type ResourceSchema } from '@rollcall/scim';
import { claimRelations, claimsSchema } from '../filter/claims.ts';
import { userColumns, userElementKeys } from '../filter/columns.ts';
import type { Filterable } from '../filter/target.ts';

/**
 * Users as a rule sees them: what is known of them, and what their last sign-in claimed. Rules read what is effective: only
 * who may sign in has access, so in a rule everybody is active. Membership is no question for a rule, since a role is given
 * to a group itself, nor is an address.
 */
export function ruleTarget(resourceSchema: ResourceSchema): Filterable {
  return {
    resourceSchema: { ...resourceSchema, extensions: [claimsSchema, ...resourceSchema.extensions] },
    columns: {
      ...userColumns,
      active: { name: 'active', sql: 'true', kind: 'boolean', caseExact: true },
      get 'meta.location'(): never {
        throw invalidFilter('A rule cannot ask for "meta.location".');
      },
    },
    elementKeys: userElementKeys,
    relations: {
      ...claimRelations,
      get groups(): never {
        throw invalidFilter('A rule cannot ask for "groups": give the role to the group itself.');
      },
      get [claimsSchema.id](): never {
        throw invalidFilter('A rule asks for one claim, not for all that a sign-in said.');
      },
    },
  };
}
