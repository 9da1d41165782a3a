import {
  changeMembers as statements,
  changeUsersOnly,
  deadlock,
  readGroupVersion,
  sqlState,
} from '@rollcall/database';
import type { MembershipEffect } from '@rollcall/scim';
import { noSuch, requireId } from './get-resource.ts';
import { etag } from './resource-answer.ts';
import type { ResourceType } from './resource-type.ts';
import { authorOf, type ScimScope } from './scim-scope.ts';
import { trip } from './trip.ts';

/**
 * Those to add are members and those to remove are not, whatever else happened meanwhile; nobody is read in order to
 * write. Ids that name nobody here are parked. Answers with the group's entity tag. Throws `notFound`, and `invalidValue`
 * for a group inside itself.
 */
export async function changeMembers(
  scope: ScimScope,
  type: ResourceType,
  id: string,
  effect: MembershipEffect,
): Promise<string> {
  requireId(type, id);
  const answers =
    (await changeUsers(scope, id, effect)) ??
    (await trip(scope, [...membersStatements(scope, type, id, effect), readGroupVersion(id)]));
  const [group] = answers.at(-1) as Rows;
  if (!group) throw noSuch(type, id);
  return etag(group.version);
}

type Rows = readonly { version: string }[];

/** The statements of a change of members, of a type that has them. */
export function membersStatements(
  scope: ScimScope,
  { table }: ResourceType,
  id: string,
  effect: MembershipEffect,
) {
  return statements(authorOf(scope), id, effect, { groups: table, baseUrl: scope.baseUrl });
}

/** The short way; undefined, with nothing done, when it is not only users that come and go. */
async function changeUsers(scope: ScimScope, id: string, effect: MembershipEffect) {
  const short = changeUsersOnly(authorOf(scope), id, effect);
  try {
    return short && (await trip(scope, [...short, readGroupVersion(id)], deadlock));
  } catch (error) {
    if (sqlState(error) === '23503') return undefined;
    throw error;
  }
}
