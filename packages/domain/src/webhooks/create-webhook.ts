import { insertWebhook, listWebhooks, openEventStream, recordChange } from '@rollcall/database';
import { invalidInput } from '../errors.ts';
import { encryptSecret } from '../secrets/encrypt-secret.ts';
import { inTenant } from '../in-tenant.ts';
import type { Outbound } from '../outbound/create-outbound.ts';
import { authorOf, type Scope } from '../scope.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import { parseWebhook, type WebhookInput } from './parse-webhook.ts';
import { newWebhookSecret } from './webhook-secret.ts';
import { maxWebhooks, webhookAt, type Webhook } from './webhook.ts';

/**
 * What happens from now on is sent to that address; the secret that signs it is in this answer and nowhere else. Throws
 * `invalidInput`.
 */
export function createWebhook(
  scope: Scope,
  input: WebhookInput,
  by: { secretKeys: KeyRing; outbound: Outbound },
): Promise<{ webhook: Webhook; secret: string }> {
  return inTenant(scope, async (tx) => {
    const choice = parseWebhook(input, by.outbound);
    if ((await listWebhooks(tx)).length >= maxWebhooks) {
      throw invalidInput({ url: `There are ${maxWebhooks} webhooks already. Delete one first.` });
    }
    const secret = newWebhookSecret();
    await openEventStream(tx);
    const row = await insertWebhook(tx, {
      ...choice,
      secretEncrypted: encryptSecret(secret, by.secretKeys, scope.tenant.id),
      createdAt: scope.now(),
      createdBy: scope.actor.label,
    });
    await recordChange(tx, authorOf(scope), {
      resource: { type: 'Webhook', id: row.id, label: row.url },
      operation: 'create',
      paths: (['description', 'types', 'withValues'] as const).map((path) => ({
        path,
        before: null,
        after: row[path],
      })),
    });
    return { webhook: webhookAt(scope.now(), row), secret };
  });
}
