import { listWebhooks as rows } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { webhookOverviewAt, type WebhookOverview } from './webhook.ts';

/** Every webhook of the organisation, oldest first. */
export async function listWebhooks(scope: Scope): Promise<WebhookOverview[]> {
  const now = scope.now();
  return (await inTenant(scope, rows)).map((row) => webhookOverviewAt(now, row));
}
