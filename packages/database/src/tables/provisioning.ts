import type { Dialect } from '@rollcall/scim';
import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import type { Activity } from './activity.ts';

/** A tenant's connection to its identity provider. */
export type ProvisioningRow = Readonly<{
  enabled: boolean;
  enabledAt: Date | null;
  /** Null until the client is known. */
  dialect: Dialect['name'] | null;
  testedAt: Date | null;
  firstWriteAt: Date | null;
  lastCallAt: Date | null;
  lastCall: Activity['lastCall'] | null;
}>;

function provisioning(tx: TenantTransaction) {
  return tx
    .selectFrom('provisioning')
    .select([
      'enabled',
      'enabled_at as enabledAt',
      sql<Dialect['name'] | null>`dialect`.as('dialect'),
      'tested_at as testedAt',
      'first_write_at as firstWriteAt',
      'last_call_at as lastCallAt',
      sql<Activity['lastCall'] | null>`last_call`.as('lastCall'),
    ]);
}

/** The tenant's connection; every tenant has one from the start. */
export function readProvisioning(tx: TenantTransaction): Promise<ProvisioningRow> {
  return provisioning(tx).executeTakeFirstOrThrow();
}

/** The same, held until the transaction ends: whoever changes a tenant's settings or tokens takes it first, so they take turns. */
export function lockProvisioning(tx: TenantTransaction): Promise<ProvisioningRow> {
  return provisioning(tx).forUpdate().executeTakeFirstOrThrow();
}

/** The identity provider's messages are read in that dialect. */
export async function storeDialect(tx: TenantTransaction, dialect: Dialect['name']): Promise<void> {
  await tx.updateTable('provisioning').set({ dialect }).execute();
}

/** Provisioning is on since that moment. */
export async function markEnabled(tx: TenantTransaction, at: Date): Promise<void> {
  await tx.updateTable('provisioning').set({ enabled: true, enabled_at: at, disabled_at: null }).execute();
}

/** No SCIM request that began before is still at work, and none begins until the transaction ends. */
export async function holdScim(tx: TenantTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(scim_lock(current_tenant()))`.execute(tx);
}

/** Provisioning is off since that moment, and no SCIM request that began before is still at work. */
export async function markDisabled(tx: TenantTransaction, at: Date): Promise<void> {
  await holdScim(tx);
  await tx.updateTable('provisioning').set({ enabled: false, disabled_at: at }).execute();
}
