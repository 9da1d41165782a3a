import { findIdentityProvider, type ProvisioningRow, type TenantTransaction } from '@rollcall/database';

/**
 * Whether SCIM can be enabled. An organisation that provisions from Entra, or has not said from where, has saved its
 * identity provider first; who has chosen another client may have nothing to save there (docs/decisions/0031).
 */
export async function mayEnable(
  tx: TenantTransaction,
  { dialect }: Pick<ProvisioningRow, 'dialect'>,
): Promise<boolean> {
  return (dialect !== null && dialect !== 'entra') || (await findIdentityProvider(tx)) !== undefined;
}
