import {
  changeMembers as statements,
  changeUsersOnly,
  deadlock,
  sqlState,
  type MembershipChange,
} from '@rollcall/database';
import { noSuch, requireId } from './get-resource.ts';
import type { ResourceType } from './resource-type.ts';
import { authorOf, type ScimScope } from './scim-scope.ts';
import { trip } from './trip.ts';

/**
 * Those to add are members and those to remove are not, whatever else happened meanwhile; nobody is read in order to
 * write. Ids that name nobody here are parked. Throws `notFound`, and `invalidValue` for a group inside itself.
 */
export async function changeMembers(
  scope: ScimScope,
  type: ResourceType,
  id: string,
  change: MembershipChange,
): Promise<void> {
  requireId(type, id);
  const answers =
    (await changeUsers(scope, id, change)) ?? (await trip(scope, statements(authorOf(scope), id, change)));
  if (answers.at(-1)?.length === 0) throw noSuch(type, id);
}

/** The short way; undefined, with nothing done, when it is not only users that come and go. */
async function changeUsers(scope: ScimScope, id: string, change: MembershipChange) {
  const short = changeUsersOnly(authorOf(scope), id, change);
  try {
    return short && (await trip(scope, short, deadlock));
  } catch (error) {
    if (sqlState(error) === '23503') return undefined;
    throw error;
  }
}
