import { roundTrip, twoRoundTrips, type Statement } from '@rollcall/database';
import { meaningOf } from './meanings.ts';
import type { ScimScope } from './scim-scope.ts';

type Statements = readonly Statement<unknown>[];

/** The statements have run for this caller in one round trip; what Postgres refused is thrown as what it means. */
export async function trip<const S extends Statements>(
  scope: ScimScope,
  statements: S,
  collisions?: readonly string[],
) {
  try {
    return await roundTrip(scope.db, callerOf(scope), statements, collisions);
  } catch (error) {
    throw meaningOf(error);
  }
}

/** The same with a locked look at one row first. */
export async function tripAfterLook<Row, const S extends Statements, Result>(
  scope: ScimScope,
  first: Statement<Row>,
  decide: Parameters<typeof twoRoundTrips<Row, S, Result>>[3],
): Promise<Result> {
  try {
    return await twoRoundTrips(scope.db, callerOf(scope), first, decide);
  } catch (error) {
    throw meaningOf(error);
  }
}

const callerOf = ({ tenant, token, rulesVersion }: ScimScope) => ({
  tenantId: tenant.id,
  tokenId: token.id,
  rulesVersion,
});
