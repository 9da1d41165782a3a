import type { ChangeRow } from '@rollcall/database';
import { changedPaths, type Resource } from '@rollcall/scim';

/** A change of one thing as the ledger remembers it. `at` is ISO 8601. */
export type Change = Readonly<{
  id: string;
  at: string;
  actor: Readonly<{ kind: ChangeRow['actorKind']; label: string }>;
  requestId: string;
  /** What an organisation has once goes by the organisation's own id. */
  resource: Readonly<{ type: ChangeRow['resourceType']; id: string; label: string | null }>;
  operation: ChangeRow['operation'];
  outcome: ChangeRow['outcome'];
  changes: ChangeRow['paths'];
  /** The group somebody joined or left. */
  group: Readonly<{ id: string; displayName: string }> | null;
}>;

/** The line of the ledger as admins see it. */
export function changeView(row: ChangeRow): Change {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actorKind, label: row.actorLabel },
    requestId: row.requestId,
    resource: { type: row.resourceType, id: row.resourceId, label: row.resourceLabel },
    operation: row.operation,
    outcome: row.outcome,
    changes: row.paths.flatMap(pathsOf),
    group: row.groupId === null ? null : { id: row.groupId, displayName: row.groupLabel ?? '' },
  };
}

/** A resource that went is stored as one change of the whole, and told value by value. */
function pathsOf(change: ChangeRow['paths'][number]): ChangeRow['paths'] {
  if (change.path !== '') return [change];
  return changedPaths((change.before ?? {}) as Resource, (change.after ?? {}) as Resource);
}
