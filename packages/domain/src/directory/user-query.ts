import type { TenantTransaction, UserFilter, UserListQuery } from '@rollcall/database';
import { readRules } from '../access/rules.ts';
import type { Scope } from '../scope.ts';

/** Which users are meant, as an admin says it. Without a status, whoever is not archived. */
export type UserSelection = Pick<UserFilter, 'search' | 'status' | 'origin'> & {
  /** The id of a group, and whether those in groups inside it count too, as they do unless said otherwise. */
  group?: string | undefined;
  members?: 'all' | 'direct' | undefined;
  /** The id of a role: whoever holds it by name, through a group or by its rule. */
  role?: string | undefined;
  /** In the last so many days, not for ninety days though before, or never. */
  signedIn?: '7' | '30' | '90' | 'not90' | 'never' | undefined;
};

/** The selection, and the order to have it in. */
export type UserOrder = { sort?: UserListQuery['sort'] | undefined; order?: 'asc' | 'desc' | undefined };

const dayMs = 86_400_000;

/** The selection as the database takes it, with days counted from now. */
export async function userFilter(
  tx: TenantTransaction,
  { now }: Pick<Scope, 'now'>,
  { search, status, origin, group, members, role, signedIn }: UserSelection,
): Promise<UserFilter> {
  const daysAgo = (days: number) => new Date(now().getTime() - days * dayMs);
  const since =
    signedIn && signedIn !== 'never' && signedIn !== 'not90' ? daysAgo(Number(signedIn)) : undefined;
  return {
    search,
    status,
    origin,
    groupId: group,
    directOnly: members === 'direct',
    role: role === undefined ? undefined : { id: role, rules: await readRules(tx) },
    signedIn: since
      ? { since }
      : signedIn === 'not90'
        ? { before: daysAgo(90) }
        : signedIn === 'never'
          ? 'never'
          : undefined,
  };
}
