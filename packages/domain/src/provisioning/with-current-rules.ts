import { sqlState } from '@rollcall/database';
import { ScimError } from '@rollcall/scim';
import { proveScope } from './prove-scope.ts';
import type { ScimScope } from './scim-scope.ts';

/**
 * What `work` answers by the tenant's dialect and schemas of now. Where they have changed since the scope was opened,
 * Postgres refuses its first statement, and nothing has happened; and a refusal that never reached Postgres may come from
 * the old ones. Either is begun again, once. So a refusal costs a round trip more, and an answer does not.
 */
export async function withCurrentRules<Result>(
  scope: ScimScope,
  work: (scope: ScimScope) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(scope);
  } catch (error) {
    if (!(error instanceof ScimError) || (await isCurrent(scope))) throw error;
    return work(await scope.reopen());
  }
}

async function isCurrent(scope: ScimScope): Promise<boolean> {
  try {
    await proveScope(scope);
    return true;
  } catch (error) {
    if (error instanceof ScimError && sqlState(error.cause) === 'RC005') return false;
    throw error;
  }
}
