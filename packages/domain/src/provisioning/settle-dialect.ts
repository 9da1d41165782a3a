import type { ProvisioningRow, TenantTransaction } from '@rollcall/database';
import type { Scope } from '../scope.ts';
import { changeDialect } from './change-dialect.ts';

/**
 * Where nobody has said yet which client sends the messages, it is the one that goes with that kind of identity provider:
 * Entra with Entra's dialect, any other held to the RFC. What an admin has chosen stays (docs/decisions/0031).
 */
export async function settleDialect(
  tx: TenantTransaction,
  scope: Scope,
  { dialect }: Pick<ProvisioningRow, 'dialect'>,
  kind: string,
): Promise<void> {
  if (dialect === null) await changeDialect(tx, scope, null, kind === 'entra' ? 'entra' : 'rfc');
}
