import type { TenantTransaction } from '../tenant-transaction.ts';
import type { Author } from './resource-table.ts';

/** A change of one thing. `before` and `after` are JSON; secrets are never among them. */
export type RecordedChange = Readonly<{
  resource: Readonly<{
    type:
      | 'User'
      | 'Group'
      | 'Membership'
      | 'Token'
      | 'Provisioning'
      | 'IdentityProvider'
      | 'Schema'
      | 'ResourceType'
      | 'Resource'
      | 'Webhook'
      | 'FeedToken'
      | 'Service'
      | 'Role'
      | 'Policy'
      | 'Session';
    /** Null for what a tenant has once. */
    id: string | null;
    label: string | null;
  }>;
  operation:
    | 'create'
    | 'update'
    | 'delete'
    | 'addMember'
    | 'removeMember'
    | 'enable'
    | 'disable'
    | 'revoke'
    | 'suspend'
    | 'restore'
    | 'assign'
    | 'unassign'
    | 'archive'
    | 'unarchive';
  paths: readonly Readonly<{ path: string; before: unknown; after: unknown }>[];
}>;

/** The ledger has a line for the change, in the transaction of its effect. */
export async function recordChange(
  tx: TenantTransaction,
  author: Author,
  change: RecordedChange,
): Promise<void> {
  await tx
    .insertInto('changes')
    .values({
      actor_kind: author.kind,
      actor_id: author.id,
      actor_label: author.label,
      request_id: author.requestId,
      resource_type: change.resource.type,
      resource_id: change.resource.id,
      resource_label: change.resource.label,
      operation: change.operation,
      paths: JSON.stringify(change.paths),
    })
    .execute();
}
