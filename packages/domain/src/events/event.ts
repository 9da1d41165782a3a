import type { EventRow } from '@rollcall/database';

/**
 * What a receiver is told, in the shape of Standard Webhooks. `timestamp` is when it happened, in ISO 8601. Of personal
 * data it has the name the ledger has, and what attributes were and are, which a webhook may leave out; of what is
 * deleted only the name, and of what is new nothing else either: whoever needs more asks for it by the id.
 */
export type Event = Readonly<{
  type: string;
  timestamp: string;
  data: Readonly<{
    /** The same for the same event, however often it comes. */
    id: string;
    /** Counts the organisation's events from 1, without gaps. */
    sequence: number;
    resource: Readonly<{ type: string; id: string; label: string | null }>;
    /** The group that was joined or left; else null. */
    group: Readonly<{ id: string; label: string | null }> | null;
    changes: readonly Readonly<{ path: string; before?: unknown; after?: unknown }>[];
    actor: Readonly<{ kind: string; label: string }>;
    requestId: string;
  }>;
}>;

/** The event as a receiver gets it, with or without the values of attributes. */
export function eventView({ seq, type, change }: EventRow, options: { withValues: boolean }): Event {
  return {
    type,
    timestamp: change.at.toISOString(),
    data: {
      id: `evt_${change.id}`,
      sequence: Number(seq),
      resource: { type: change.resourceType, id: change.resourceId, label: change.resourceLabel },
      group: change.groupId === null ? null : { id: change.groupId, label: change.groupLabel },
      changes: change.paths
        .filter(({ path }) => path !== '')
        .map(({ path, before, after }) => (options.withValues ? { path, before, after } : { path })),
      actor: { kind: change.actorKind, label: change.actorLabel },
      requestId: change.requestId,
    },
  };
}
