import { insertTestDelivery } from '@rollcall/database';
import { invalidInput } from '../errors.ts';
import { testEventType } from '../events/event-types.ts';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { requireWebhook } from './require-webhook.ts';

/** A test event is on its way to the webhook; answers with the delivery's id. Throws `notFound`, and `invalidInput` where the webhook is off. */
export function sendTestEvent(scope: Scope, id: string): Promise<{ deliveryId: string }> {
  return inTenant(scope, async (tx) => {
    const { enabled } = await requireWebhook(tx, id);
    if (!enabled) throw invalidInput({ enabled: 'The webhook is off. Enable it, then send a test event.' });
    return { deliveryId: await insertTestDelivery(tx, id, testEventType, scope.now()) };
  });
}

/** What a test event tells: that nothing has happened. */
export function testEvent(delivery: { id: string; createdAt: Date }) {
  return {
    type: testEventType,
    timestamp: delivery.createdAt.toISOString(),
    data: {
      id: `evt_${delivery.id}`,
      sequence: null,
      message: 'An admin sent this to see whether it arrives.',
    },
  };
}
