import { closeUnusedEventStream, deleteWebhook as deleteRow, recordChange } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { authorOf, type Scope } from '../scope.ts';
import { requireWebhook } from './require-webhook.ts';

/** Nothing is sent there any more; what waited for it and the log of its deliveries are gone. Throws `notFound`. */
export function deleteWebhook(scope: Scope, id: string): Promise<void> {
  return inTenant(scope, async (tx) => {
    const { url } = await requireWebhook(tx, id);
    await deleteRow(tx, id);
    await closeUnusedEventStream(tx, scope.now());
    await recordChange(tx, authorOf(scope), {
      resource: { type: 'Webhook', id, label: url },
      operation: 'delete',
      paths: [],
    });
  });
}
