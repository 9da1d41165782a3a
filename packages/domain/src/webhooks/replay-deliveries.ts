import { isUuid, replayDeliveries as replay, type DeliveryChoice } from '@rollcall/database';
import { notFound } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { requireWebhook } from './require-webhook.ts';

/** One delivery, those that were given up or wait for another attempt, or all since a moment, are due now; answers with how many. Throws `notFound`. */
export function replayDeliveries(
  scope: Scope,
  id: string,
  choice: DeliveryChoice,
): Promise<{ replayed: number }> {
  return inTenant(scope, async (tx) => {
    await requireWebhook(tx, id);
    if ('id' in choice && !isUuid(choice.id)) throw notFound('No delivery of this webhook has that id.');
    return { replayed: await replay(tx, id, choice, scope.now()) };
  });
}
