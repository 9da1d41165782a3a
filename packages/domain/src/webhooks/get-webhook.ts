import {
  findDelivery,
  findEvents,
  isUuid,
  listDeliveries as deliveryRows,
  type DeliveryState,
} from '@rollcall/database';
import { notFound } from '../errors.ts';
import { eventView } from '../events/event.ts';
import { inTenant } from '../in-tenant.ts';
import { listOf, rowsOfPage, type List } from '../list.ts';
import type { Scope } from '../scope.ts';
import { requireWebhook } from './require-webhook.ts';
import { testEvent } from './test-event.ts';
import {
  attemptView,
  deliveryView,
  webhookAt,
  type Attempt,
  type Delivery,
  type Webhook,
} from './webhook.ts';

/** The webhook of that id. Throws `notFound`. */
export function getWebhook(scope: Scope, id: string): Promise<Webhook> {
  return inTenant(scope, async (tx) => webhookAt(scope.now(), await requireWebhook(tx, id)));
}

/** One page of what the webhook was and is to be sent, newest first. Throws `notFound`. */
export function listDeliveries(
  scope: Scope,
  id: string,
  query: { state?: DeliveryState | undefined; type?: string | undefined; page: number },
): Promise<List<Delivery>> {
  return inTenant(scope, async (tx) => {
    await requireWebhook(tx, id);
    return listOf(query.page, await deliveryRows(tx, id, query, rowsOfPage(query.page)), deliveryView);
  });
}

/** One delivery, every attempt of it, the last first, and the message as it is sent; null once the event is no longer kept. Throws `notFound`. */
export function getDelivery(
  scope: Scope,
  id: string,
  deliveryId: string,
): Promise<{ delivery: Delivery; attempts: Attempt[]; message: string | null }> {
  return inTenant(scope, async (tx) => {
    const webhook = await requireWebhook(tx, id);
    const found = isUuid(deliveryId) ? await findDelivery(tx, id, deliveryId) : undefined;
    if (!found) throw notFound('No delivery of this webhook has that id.');
    const { delivery, attempts } = found;
    const [event] = delivery.seq === null ? [] : await findEvents(tx, [delivery.seq]);
    const message = delivery.seq === null ? testEvent(delivery) : event && eventView(event, webhook);
    return {
      delivery: deliveryView(delivery),
      attempts: attempts.map(attemptView),
      message: message ? JSON.stringify(message, null, 2) : null,
    };
  });
}
