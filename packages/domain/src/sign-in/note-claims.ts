import {
  claimNames,
  claimsSchema,
  recordChange,
  type ClaimName,
  type SignInClaims,
  type TenantTransaction,
} from '@rollcall/database';
import { isSame } from '@rollcall/scim';
import { authorOf, type Scope } from '../scope.ts';

type Claimed = Pick<SignInClaims, ClaimName>;

export const nothingClaimed: Claimed = { groups: null, roles: null };

/** The ledger has what sign-ins claimed of the person before and after, where it differs: rules may ask for it. */
export async function noteClaims(
  tx: TenantTransaction,
  scope: Scope,
  person: { id: string; label: string },
  { before, after }: { before: Claimed; after: Claimed },
): Promise<void> {
  const paths = claimNames
    .map((name) => ({ path: `${claimsSchema.id}:${name}`, before: before[name], after: after[name] }))
    .filter((each) => !isSame(each.before, each.after));
  if (paths.length === 0) return;
  await recordChange(tx, authorOf(scope), {
    resource: { type: 'User', ...person },
    operation: 'update',
    paths,
  });
}
