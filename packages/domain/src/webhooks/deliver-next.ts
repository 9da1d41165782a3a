import { randomUUID } from 'node:crypto';
import {
  claimDelivery,
  findEvents,
  lockWebhook,
  recordChange,
  settleDelivery,
  updateWebhook,
  withTenant,
  type AttemptRow,
  type ClaimedDelivery,
  type Database,
  type TenantTransaction,
  type WebhookRow,
} from '@rollcall/database';
import { DomainError } from '../errors.ts';
import { eventView } from '../events/event.ts';
import type { Outbound } from '../outbound/create-outbound.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import { nextAttemptAt, retryDelaysMs } from './backoff.ts';
import { testEvent } from './test-event.ts';
import { signatureHeaders } from './webhook-secret.ts';

/** What deliveries need, of whichever organisation. Times in tests are shorter than life's. */
export type DeliveryDeps = Readonly<{
  db: Database;
  outbound: Outbound;
  secretKeys: KeyRing;
  now: () => Date;
  timeoutMs?: number;
  claimMarginMs?: number;
  retryDelaysMs?: readonly number[];
}>;

/** How long a receiver may take, and how long after that a delivery is left to a process that may have died. */
const usual = { timeoutMs: 15_000, claimMarginMs: 15_000 };

/** The times of deliveries, so many times shorter than in life. */
export function deliveryTimes(haste: number) {
  return {
    timeoutMs: usual.timeoutMs / haste,
    claimMarginMs: usual.claimMarginMs / haste,
    retryDelaysMs: retryDelaysMs.map((delayMs) => delayMs / haste),
  };
}

/** After so long without a single success, a webhook is switched off. */
export const failingDays = 5;

const keptOfAnswer = 1_000;
const readOfAnswer = 64 * 1024;

/** The webhook's next delivery that is due has been tried and its outcome is in the log; `nothing` where none is. */
export async function deliverNext(
  deps: DeliveryDeps,
  tenantId: string,
  webhookId: string,
): Promise<'nothing' | 'delivered' | 'failed'> {
  const timeoutMs = deps.timeoutMs ?? usual.timeoutMs;
  const claimMs = timeoutMs + (deps.claimMarginMs ?? usual.claimMarginMs);
  const claimed = await withTenant(deps.db, tenantId, (tx) => claim(tx, webhookId, deps.now(), claimMs));
  if (!claimed) return 'nothing';
  const { webhook, delivery, message } = claimed;
  const attempt = message
    ? await send(deps, tenantId, webhook, message, timeoutMs)
    : { at: deps.now(), ms: 0, status: null, error: 'The event is no longer kept.', answer: null };
  await withTenant(deps.db, tenantId, (tx) =>
    settle(tx, deps, { webhook, delivery, attempt, isKept: message !== undefined }),
  );
  return isSuccess(attempt) ? 'delivered' : 'failed';
}

type Message = Readonly<{ id: string; body: string }>;

async function claim(tx: TenantTransaction, webhookId: string, now: Date, claimMs: number) {
  const webhook = await lockWebhook(tx, webhookId);
  if (!webhook?.enabled) return undefined;
  const until = new Date(now.getTime() + claimMs);
  const delivery = await claimDelivery(tx, webhookId, { now, until });
  return delivery && { webhook, delivery, message: await messageOf(tx, webhook, delivery) };
}

async function messageOf(
  tx: TenantTransaction,
  webhook: WebhookRow,
  delivery: ClaimedDelivery,
): Promise<Message | undefined> {
  const [kept] = delivery.seq === null ? [] : await findEvents(tx, [delivery.seq]);
  const event = delivery.seq === null ? testEvent(delivery) : kept && eventView(kept, webhook);
  return event && { id: event.data.id, body: JSON.stringify(event) };
}

async function send(
  deps: DeliveryDeps,
  tenantId: string,
  webhook: WebhookRow,
  message: Message,
  timeoutMs: number,
): Promise<AttemptRow> {
  const at = deps.now();
  const started = performance.now();
  const ended = () => ({ at, ms: Math.round(performance.now() - started) });
  try {
    const answer = await deps.outbound.send(webhook.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Rollcall-Webhooks',
        ...signatureHeaders(webhook, { ...message, at }, { secretKeys: deps.secretKeys, tenantId }),
      },
      body: message.body,
      timeoutMs,
      maxBytes: readOfAnswer,
    });
    const text = (await answer.text()).slice(0, keptOfAnswer).replaceAll('\0', '').toWellFormed();
    return { ...ended(), status: answer.status, error: null, answer: text };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { ...ended(), status: null, error: error.message, answer: null };
  }
}

type Tried = Readonly<{
  webhook: WebhookRow;
  delivery: ClaimedDelivery;
  attempt: AttemptRow;
  isKept: boolean;
}>;

async function settle(tx: TenantTransaction, deps: DeliveryDeps, tried: Tried): Promise<void> {
  const { webhook, delivery, attempt, isKept } = tried;
  const now = deps.now();
  const succeeded = isSuccess(attempt);
  const next = isKept ? nextAttemptAt(delivery.attempts, now, deps.retryDelaysMs) : undefined;
  await settleDelivery(tx, delivery, {
    state: succeeded ? 'delivered' : next ? 'pending' : 'dead',
    dueAt: next ?? now,
    at: now,
    attempt,
  });
  if (succeeded ? webhook.failingSince !== null : isKept) await noteHealth(tx, webhook.id, attempt, now);
}

/** Since when the webhook fails is known; one that is gone, or fails for too long, is switched off. */
async function noteHealth(tx: TenantTransaction, id: string, attempt: AttemptRow, now: Date): Promise<void> {
  const webhook = await lockWebhook(tx, id);
  if (!webhook?.enabled) return;
  if (isSuccess(attempt)) return updateWebhook(tx, id, { failingSince: null });
  const failingSince = webhook.failingSince ?? now;
  const failsTooLong = now.getTime() - failingSince.getTime() >= failingDays * 24 * 3_600_000;
  const because = attempt.status === 410 ? 'gone' : failsTooLong ? 'failing' : null;
  if (because === null) {
    if (webhook.failingSince === null) await updateWebhook(tx, id, { failingSince });
    return;
  }
  await updateWebhook(tx, id, { failingSince, enabled: false, disabledBecause: because });
  const author = { kind: 'system', id: null, label: 'Rollcall', requestId: randomUUID() } as const;
  await recordChange(tx, author, {
    resource: { type: 'Webhook', id, label: webhook.url },
    operation: 'update',
    paths: [{ path: 'enabled', before: true, after: false }],
  });
}

/** Any 2xx; a redirect is not followed. */
function isSuccess({ status }: AttemptRow): boolean {
  return status !== null && status >= 200 && status < 300;
}
