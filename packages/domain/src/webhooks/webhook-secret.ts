import { randomBytes } from 'node:crypto';
import type { WebhookRow } from '@rollcall/database';
import { Webhook } from 'standardwebhooks';
import { decryptSecret } from '../secrets/encrypt-secret.ts';
import type { KeyRing } from '../secrets/key-ring.ts';

/** How long signatures by the secret before are sent too, so that a receiver can change its own at leisure. */
export const oldSecretHours = 24;

/** A new secret in the form of Standard Webhooks: 32 random bytes. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** The headers by which a receiver knows that the body is from here: a signature by each secret that is live. */
export function signatureHeaders(
  webhook: Pick<WebhookRow, 'secretEncrypted' | 'oldSecretEncrypted' | 'oldSecretUntil'>,
  message: { id: string; at: Date; body: string },
  by: { secretKeys: KeyRing; tenantId: string },
): Record<string, string> {
  const { secretEncrypted, oldSecretEncrypted, oldSecretUntil } = webhook;
  const isOldLive = oldSecretEncrypted !== null && oldSecretUntil !== null && oldSecretUntil > message.at;
  const signatures = [secretEncrypted, ...(isOldLive ? [oldSecretEncrypted] : [])].map((encrypted) => {
    const secret = decryptSecret(encrypted, by.secretKeys, by.tenantId);
    return new Webhook(secret).sign(message.id, message.at, message.body);
  });
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(message.at.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}
