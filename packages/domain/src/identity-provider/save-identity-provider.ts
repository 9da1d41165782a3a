import {
  findIdentityProvider,
  lockProvisioning,
  recordChange,
  storeIdentityProvider,
  type IdentityProviderRow,
  type RecordedChange,
} from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { settleDialect } from '../provisioning/settle-dialect.ts';
import { authorOf, type Scope } from '../scope.ts';
import { encryptSecret } from './encrypt-secret.ts';
import { identityProviderView, type IdentityProvider } from './identity-provider.ts';
import { parseIdentityProvider, type IdentityProviderInput } from './parse-identity-provider.ts';
import { redirectUriOf } from './redirect-uri.ts';

/**
 * These are the organisation's identity provider settings, the client secret encrypted under `secretKey` (32 bytes).
 * Saving what is saved already changes nothing. Throws `invalidInput`.
 */
export function saveIdentityProvider(
  scope: Scope,
  input: IdentityProviderInput,
  by: { secretKey: Buffer; publicOrigin: string },
): Promise<IdentityProvider> {
  return inTenant(scope, async (tx) => {
    const provisioning = await lockProvisioning(tx);
    const before = await findIdentityProvider(tx);
    const today = scope.now().toISOString().slice(0, 10);
    const settings = parseIdentityProvider(input, { today, hasSecret: before !== undefined });
    const after = rowOf(scope, settings, before, by.secretKey);
    const paths = changedPaths(before, after);
    if (paths.length > 0) {
      await storeIdentityProvider(tx, after);
      await recordChange(tx, authorOf(scope), {
        resource: { type: 'IdentityProvider', id: null, label: 'Microsoft Entra ID' },
        operation: before ? 'update' : 'create',
        paths,
      });
    }
    await settleDialect(tx, scope, provisioning, 'entra');
    const saved = before && paths.length === 0 ? before : after;
    return identityProviderView(saved, redirectUriOf(by.publicOrigin, scope.tenant.key));
  });
}

function rowOf(
  scope: Scope,
  settings: IdentityProviderInput,
  before: IdentityProviderRow | undefined,
  secretKey: Buffer,
): IdentityProviderRow {
  const { entraTenantId, clientId, clientSecret, clientSecretExpiresOn } = settings;
  const kept = clientSecret === undefined ? before : undefined;
  return {
    entraTenantId,
    // https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc
    issuer: `https://login.microsoftonline.com/${entraTenantId}/v2.0`,
    clientId,
    clientSecretEncrypted:
      kept?.clientSecretEncrypted ?? encryptSecret(clientSecret ?? '', secretKey, scope.tenant.id),
    clientSecretExpiresOn:
      clientSecretExpiresOn === undefined ? (kept?.clientSecretExpiresOn ?? null) : clientSecretExpiresOn,
    savedAt: scope.now(),
    savedBy: scope.actor.label,
  };
}

/** What differs, for the ledger. Of the secret it says that it changed, never what to. */
function changedPaths(
  before: IdentityProviderRow | undefined,
  after: IdentityProviderRow,
): RecordedChange['paths'] {
  const plain = (['entraTenantId', 'clientId', 'clientSecretExpiresOn'] as const)
    .map((path) => ({ path, before: before?.[path] ?? null, after: after[path] }))
    .filter((change) => change.before !== change.after);
  const isNewSecret = before?.clientSecretEncrypted !== after.clientSecretEncrypted;
  const secret = { path: 'clientSecret', before: before ? 'hidden' : null, after: 'hidden' };
  return isNewSecret ? [...plain, secret] : plain;
}
