import { isUuid, lockWebhook, type TenantTransaction, type WebhookRow } from '@rollcall/database';
import { notFound } from '../errors.ts';

/** The webhook of that id, held until the transaction ends. Throws `notFound`. */
export async function requireWebhook(tx: TenantTransaction, id: string): Promise<WebhookRow> {
  const row = isUuid(id) ? await lockWebhook(tx, id) : undefined;
  if (!row) throw notFound('No webhook of this organisation has that id.');
  return row;
}
