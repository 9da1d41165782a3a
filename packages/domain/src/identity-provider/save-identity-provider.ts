import {
  findIdentityProvider,
  lockProvisioning,
  recordChange,
  storeIdentityProvider,
  type IdentityProviderRow,
  type RecordedChange,
  type TenantTransaction,
} from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { settleDialect } from '../provisioning/settle-dialect.ts';
import { authorOf, type Scope } from '../scope.ts';
import { encryptSecret } from '../secrets/encrypt-secret.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import { identityProviderView, type IdentityProvider } from './identity-provider.ts';
import { parseIdentityProvider, type IdentityProviderInput } from './parse-identity-provider.ts';
import { providerNameOf } from './provider-name.ts';

/**
 * These are the organisation's identity provider settings, the client secret encrypted under the first of `secretKeys`.
 * Saving what is saved already changes nothing. Throws `invalidInput`.
 */
export function saveIdentityProvider(
  scope: Scope,
  input: IdentityProviderInput,
  by: { secretKeys: KeyRing },
): Promise<IdentityProvider> {
  return inTenant(scope, async (tx) => storeSettings(tx, scope, await readSettings(tx, scope, input, by)));
}

/** Settings before and after, ready to be stored. */
export type ChangedSettings = Readonly<{
  provisioning: Awaited<ReturnType<typeof lockProvisioning>>;
  before: IdentityProviderRow | undefined;
  after: IdentityProviderRow;
}>;

/** What the settings are and what they are to be. Nobody else changes them in this transaction. Throws `invalidInput`. */
export async function readSettings(
  tx: TenantTransaction,
  scope: Scope,
  input: IdentityProviderInput,
  by: { secretKeys: KeyRing },
): Promise<ChangedSettings> {
  const provisioning = await lockProvisioning(tx);
  const before = await findIdentityProvider(tx);
  return { provisioning, before, after: rowOf(scope, input, before, by.secretKeys) };
}

/** The settings are stored, and what changed is in the ledger. */
export async function storeSettings(
  tx: TenantTransaction,
  scope: Scope,
  { provisioning, before, after }: ChangedSettings,
): Promise<IdentityProvider> {
  const paths = changedPaths(before, after);
  if (paths.length > 0) {
    await storeIdentityProvider(tx, after, { isVerified: isReachedAlike(before, after) });
    await recordChange(tx, authorOf(scope), {
      resource: { type: 'IdentityProvider', id: null, label: providerNameOf(after) },
      operation: before ? 'update' : 'create',
      paths,
    });
  }
  await settleDialect(tx, scope, provisioning, after.kind);
  return identityProviderView((await findIdentityProvider(tx)) ?? after);
}

function rowOf(
  scope: Scope,
  input: IdentityProviderInput,
  before: IdentityProviderRow | undefined,
  secretKeys: KeyRing,
): IdentityProviderRow {
  const today = scope.now().toISOString().slice(0, 10);
  const { clientSecret, clientSecretExpiresOn, ...settings } = parseIdentityProvider(input, {
    today,
    before,
  });
  const kept = clientSecret === undefined ? before : undefined;
  return {
    ...settings,
    clientSecretEncrypted:
      kept?.clientSecretEncrypted ?? encryptSecret(clientSecret ?? '', secretKeys, scope.tenant.id),
    clientSecretExpiresOn:
      clientSecretExpiresOn === undefined ? (kept?.clientSecretExpiresOn ?? null) : clientSecretExpiresOn,
    savedAt: scope.now(),
    savedBy: scope.actor.label,
  };
}

/** What was seen of the provider holds as long as it is asked the same way. */
function isReachedAlike(before: IdentityProviderRow | undefined, after: IdentityProviderRow): boolean {
  const facts = ['issuer', 'clientId', 'userNameClaim'] as const;
  const isSame = facts.every((fact) => before?.[fact] === after[fact]);
  return isSame && before?.clientSecretEncrypted === after.clientSecretEncrypted;
}

/** What a provider has before anything was said of it. */
const untold = { userNameClaim: null, groupsClaim: null, rolesClaim: null, jit: 'untilScim' } as const;

/** What differs, for the ledger. Of the secret it says that it changed, never what to. */
function changedPaths(
  before: IdentityProviderRow | undefined,
  after: IdentityProviderRow,
): RecordedChange['paths'] {
  const known: Partial<IdentityProviderRow> = before ?? { ...untold, kind: after.kind };
  const address = after.kind === 'entra' ? 'entraTenantId' : 'issuer';
  const facts = ['kind', address, 'clientId', 'clientSecretExpiresOn', ...told] as const;
  const plain = facts
    .map((path) => ({ path, before: known[path] ?? null, after: after[path] }))
    .filter((change) => change.before !== change.after);
  const isNewSecret = before?.clientSecretEncrypted !== after.clientSecretEncrypted;
  const secret = { path: 'clientSecret', before: before ? 'hidden' : null, after: 'hidden' };
  return isNewSecret ? [...plain, secret] : plain;
}

const told = ['userNameClaim', 'groupsClaim', 'rolesClaim', 'jit'] as const;
