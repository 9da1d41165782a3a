import { findIdentityProvider, type ProvisioningRow, type TenantTransaction } from '@rollcall/database';

/**
 * Whether SCIM can be enabled. The identity provider settings describe an Entra tenant, so an organisation that
 * provisions from Entra has saved them first; any other client has nothing to save there (docs/decisions/0029).
 */
export async function mayEnable(
  tx: TenantTransaction,
  { dialect }: Pick<ProvisioningRow, 'dialect'>,
): Promise<boolean> {
  return dialect !== 'entra' || (await findIdentityProvider(tx)) !== undefined;
}
