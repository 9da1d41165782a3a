import { sql, type RawBuilder } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import type { Page, PageOf } from './page.ts';
import type { RecordedChange } from './record-change.ts';
import type { Author } from './resource-table.ts';

/** A line of the ledger. What a tenant has once is known by the tenant's own id. */
export type ChangeRow = Readonly<{
  id: string;
  at: Date;
  actorKind: Author['kind'];
  actorLabel: string;
  requestId: string;
  resourceType: RecordedChange['resource']['type'];
  resourceId: string;
  resourceLabel: string | null;
  operation: RecordedChange['operation'];
  outcome: 'applied' | 'held' | 'observed';
  paths: RecordedChange['paths'];
  groupId: string | null;
  groupLabel: string | null;
}>;

/** One page of everything that changed, newest first. */
export function listChanges(tx: TenantTransaction, page: Page): Promise<PageOf<ChangeRow>> {
  return changesWhere(tx, sql<boolean>`true`, page);
}

/** One page of what changed about a resource, newest first: itself, what it joined and left, who joined and left it. */
export function listChangesOf(
  tx: TenantTransaction,
  resource: { type: 'User' | 'Group' | 'Resource'; id: string },
  page: Page,
): Promise<PageOf<ChangeRow>> {
  const { type, id } = resource;
  const about = sql<boolean>`(resource_id = ${id} and resource_type in (${type}, 'Membership'))`;
  const isAbout = type === 'Group' ? sql<boolean>`(${about} or group_id = ${id})` : about;
  return changesWhere(tx, isAbout, page);
}

async function changesWhere(
  tx: TenantTransaction,
  condition: RawBuilder<boolean>,
  page: Page,
): Promise<PageOf<ChangeRow>> {
  const changes = tx.selectFrom('changes').where(condition);
  const { total } = await changes.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow();
  const rows = await changeRows(tx, condition)
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { rows, total };
}

/** Lines of the ledger in no order. */
export function changeRows(tx: TenantTransaction, condition: RawBuilder<boolean>) {
  return tx
    .selectFrom('changes')
    .where(condition)
    .select([
      'id',
      'at',
      sql<ChangeRow['actorKind']>`actor_kind`.as('actorKind'),
      'actor_label as actorLabel',
      'request_id as requestId',
      sql<ChangeRow['resourceType']>`resource_type`.as('resourceType'),
      sql<string>`coalesce(resource_id, tenant_id)`.as('resourceId'),
      'resource_label as resourceLabel',
      sql<ChangeRow['operation']>`operation`.as('operation'),
      sql<ChangeRow['outcome']>`outcome`.as('outcome'),
      sql<ChangeRow['paths']>`paths`.as('paths'),
      'group_id as groupId',
      'group_label as groupLabel',
    ]);
}
