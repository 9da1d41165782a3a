import type { AttemptRow, CountedWebhook, DeliveryRow, WebhookRow } from '@rollcall/database';

/** A webhook as admins see it: never its secret. Times are ISO 8601. */
export type Webhook = Readonly<{
  id: string;
  url: string;
  description: string;
  /** Empty for all there are. */
  types: readonly string[];
  withValues: boolean;
  /** `failing` ones are still tried; those switched off are not, whoever did it. */
  state: 'working' | 'failing' | 'off' | 'offGone' | 'offFailing';
  failingSince: string | null;
  /** Until when signatures by the secret before are sent beside those by the new one. */
  oldSecretUntil: string | null;
  createdAt: string;
  createdBy: string;
}>;

/** A webhook among others, and how many of its deliveries are in each state. */
export type WebhookOverview = Webhook & Readonly<{ pending: number; delivered: number; dead: number }>;

/** One event on its way to one webhook. */
export type Delivery = Readonly<{
  id: string;
  sequence: number | null;
  type: string;
  state: DeliveryRow['state'];
  attempts: number;
  createdAt: string;
  /** When it is tried next; null where it is not. */
  nextAt: string | null;
  status: number | null;
  error: string | null;
  ms: number | null;
}>;

/** One attempt, as it ended. `answer` is the beginning of what the receiver said. */
export type Attempt = Readonly<Omit<AttemptRow, 'at'> & { at: string }>;

/** The most webhooks an organisation has. */
export const maxWebhooks = 10;

/** The row as it stands at that moment. */
export function webhookAt(now: Date, row: WebhookRow): Webhook {
  const { id, url, description, types, withValues, createdBy } = row;
  const isOldLive = row.oldSecretUntil !== null && row.oldSecretUntil > now;
  return {
    id,
    url,
    description,
    types,
    withValues,
    state: stateOf(row),
    failingSince: row.failingSince?.toISOString() ?? null,
    oldSecretUntil: isOldLive ? row.oldSecretUntil.toISOString() : null,
    createdAt: row.createdAt.toISOString(),
    createdBy,
  };
}

/** The same with its counts. */
export function webhookOverviewAt(now: Date, row: CountedWebhook): WebhookOverview {
  const { pending, delivered, dead } = row;
  return { ...webhookAt(now, row), pending, delivered, dead };
}

export function deliveryView(row: DeliveryRow): Delivery {
  const { id, type, state, attempts, status, error, ms } = row;
  return {
    id,
    sequence: row.seq === null ? null : Number(row.seq),
    type,
    state,
    attempts,
    createdAt: row.createdAt.toISOString(),
    nextAt: state === 'pending' ? row.dueAt.toISOString() : null,
    status,
    error,
    ms,
  };
}

export function attemptView({ at, ...attempt }: AttemptRow): Attempt {
  return { at: at.toISOString(), ...attempt };
}

function stateOf({ enabled, disabledBecause, failingSince }: WebhookRow): Webhook['state'] {
  if (!enabled)
    return disabledBecause === null ? 'off' : disabledBecause === 'gone' ? 'offGone' : 'offFailing';
  return failingSince === null ? 'working' : 'failing';
}
