import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import type { DeliveryState } from './webhook-deliveries.ts';

/** Where a tenant's events are sent. */
export type WebhookRow = Readonly<{
  id: string;
  url: string;
  description: string;
  /** Empty for all there are. */
  types: string[];
  withValues: boolean;
  enabled: boolean;
  disabledBecause: 'gone' | 'failing' | null;
  secretEncrypted: Buffer;
  oldSecretEncrypted: Buffer | null;
  oldSecretUntil: Date | null;
  failingSince: Date | null;
  createdAt: Date;
  createdBy: string;
}>;

/** What an admin chooses of it. */
export type WebhookChoice = Pick<WebhookRow, 'url' | 'description' | 'types' | 'withValues'>;

/** A webhook, and how many of its deliveries are in each state. */
export type CountedWebhook = WebhookRow & Readonly<{ pending: number; delivered: number; dead: number }>;

const columns = [
  'id',
  'url',
  'description',
  'types',
  'with_values as withValues',
  'enabled',
  sql<WebhookRow['disabledBecause']>`disabled_because`.as('disabledBecause'),
  'secret_encrypted as secretEncrypted',
  'old_secret_encrypted as oldSecretEncrypted',
  'old_secret_until as oldSecretUntil',
  'failing_since as failingSince',
  'created_at as createdAt',
  'created_by as createdBy',
] as const;

/** Every webhook, oldest first. */
export function listWebhooks(tx: TenantTransaction): Promise<CountedWebhook[]> {
  return tx
    .selectFrom('webhooks')
    .select([...columns, counted('pending'), counted('delivered'), counted('dead')])
    .orderBy('id')
    .execute();
}

function counted<State extends DeliveryState>(state: State) {
  return sql<number>`(select count(*)::int from webhook_deliveries d
    where d.webhook_id = webhooks.id and d.state = ${sql.lit(state)})`.as(state);
}

/** Those that are switched on: their ids, and whether they fail. */
export function listEnabledWebhooks(tx: TenantTransaction): Promise<{ id: string; isFailing: boolean }[]> {
  return tx
    .selectFrom('webhooks')
    .select(['id', sql<boolean>`failing_since is not null`.as('isFailing')])
    .where('enabled', '=', true)
    .orderBy('id')
    .execute();
}

/** The webhook of that id. */
export function findWebhook(tx: TenantTransaction, id: string): Promise<WebhookRow | undefined> {
  return tx.selectFrom('webhooks').select(columns).where('id', '=', id).executeTakeFirst();
}

/** The same, held until the transaction ends. */
export function lockWebhook(tx: TenantTransaction, id: string): Promise<WebhookRow | undefined> {
  return tx.selectFrom('webhooks').select(columns).where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

/** The webhook is stored; answers with it. */
export function insertWebhook(
  tx: TenantTransaction,
  webhook: WebhookChoice & Pick<WebhookRow, 'secretEncrypted' | 'createdAt' | 'createdBy'>,
): Promise<WebhookRow> {
  return tx
    .insertInto('webhooks')
    .values({
      url: webhook.url,
      description: webhook.description,
      types: webhook.types,
      with_values: webhook.withValues,
      secret_encrypted: webhook.secretEncrypted,
      created_at: webhook.createdAt,
      created_by: webhook.createdBy,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** Those columns of the webhook are as given. */
export async function updateWebhook(
  tx: TenantTransaction,
  id: string,
  to: Partial<Omit<WebhookRow, 'id' | 'createdAt' | 'createdBy'>>,
): Promise<void> {
  const names = {
    url: 'url',
    description: 'description',
    types: 'types',
    withValues: 'with_values',
    enabled: 'enabled',
    disabledBecause: 'disabled_because',
    secretEncrypted: 'secret_encrypted',
    oldSecretEncrypted: 'old_secret_encrypted',
    oldSecretUntil: 'old_secret_until',
    failingSince: 'failing_since',
  } as const;
  const set = Object.fromEntries(
    Object.entries(to).map(([name, value]) => [names[name as keyof typeof names], value]),
  );
  await tx.updateTable('webhooks').set(set).where('id', '=', id).execute();
}

/** The webhook is gone, and its deliveries with it. */
export async function deleteWebhook(tx: TenantTransaction, id: string): Promise<void> {
  await tx.deleteFrom('webhooks').where('id', '=', id).execute();
}
