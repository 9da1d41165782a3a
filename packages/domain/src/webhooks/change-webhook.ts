import { recordChange, updateWebhook, type WebhookRow } from '@rollcall/database';
import { encryptSecret } from '../secrets/encrypt-secret.ts';
import { inTenant } from '../in-tenant.ts';
import type { Outbound } from '../outbound/create-outbound.ts';
import { authorOf, type Scope } from '../scope.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import { parseWebhook, type WebhookInput } from './parse-webhook.ts';
import { requireWebhook } from './require-webhook.ts';
import { newWebhookSecret, oldSecretHours } from './webhook-secret.ts';

/** The webhook is as entered. Throws `notFound`, `invalidInput`. */
export function changeWebhook(
  scope: Scope,
  id: string,
  input: WebhookInput,
  by: { outbound: Outbound },
): Promise<void> {
  return change(scope, id, () => parseWebhook(input, by.outbound));
}

/**
 * The webhook sends, or it does not. What waits for it is sent once it does again; what happens meanwhile is not sent. One
 * that sends again has not failed yet. Throws `notFound`.
 */
export function switchWebhook(scope: Scope, id: string, enabled: boolean): Promise<void> {
  return change(scope, id, () => ({ enabled, disabledBecause: null, failingSince: null }));
}

/** A new secret signs beside the one before, which does for a day more; it is in this answer and nowhere else. Throws `notFound`. */
export async function rotateWebhookSecret(
  scope: Scope,
  id: string,
  by: { secretKeys: KeyRing },
): Promise<{ secret: string }> {
  const secret = newWebhookSecret();
  await change(scope, id, (before) => ({
    secretEncrypted: encryptSecret(secret, by.secretKeys, scope.tenant.id),
    oldSecretEncrypted: before.secretEncrypted,
    oldSecretUntil: new Date(scope.now().getTime() + oldSecretHours * 60 * 60 * 1000),
  }));
  return { secret };
}

type Columns = Parameters<typeof updateWebhook>[2];

function change(scope: Scope, id: string, to: (before: WebhookRow) => Columns): Promise<void> {
  return inTenant(scope, async (tx) => {
    const before = await requireWebhook(tx, id);
    const columns = to(before);
    const paths = changedPaths(before, columns);
    if (paths.length === 0) return;
    await updateWebhook(tx, id, columns);
    await recordChange(tx, authorOf(scope), {
      resource: { type: 'Webhook', id, label: columns.url ?? before.url },
      operation: 'update',
      paths,
    });
  });
}

/** What differs, for the ledger. Of the secret it says that it changed, never what to. */
function changedPaths(before: WebhookRow, columns: Columns) {
  const plain = (['url', 'description', 'types', 'withValues', 'enabled'] as const)
    .filter((path) => path in columns && JSON.stringify(columns[path]) !== JSON.stringify(before[path]))
    .map((path) => ({ path, before: before[path], after: columns[path] }));
  return 'secretEncrypted' in columns
    ? [...plain, { path: 'secret', before: 'hidden', after: 'hidden' }]
    : plain;
}
