import type { ResourceRow } from '@rollcall/database';

/** What a resource last looked like from this process: a guess to start a change from, never an answer. */
export type RememberedResources = Readonly<{
  recall(tenantId: string, id: string): Guess | undefined;
  remember(tenantId: string, row: ResourceRow): void;
  forget(tenantId: string, id: string): void;
}>;

export type Guess = Pick<ResourceRow, 'attributes' | 'version' | 'row_version'>;

/**
 * A memory of the resources touched last, at most `capacity` of them. Entra reads a user just before it changes it, so
 * the change can be worked out at once and written on the condition that the version is still the one remembered;
 * where it is not, Postgres refuses and the change starts again from the row. A stale guess costs time, never truth.
 */
export function rememberResources(capacity = 10_000): RememberedResources {
  const guesses = new Map<string, Guess>();
  const key = (tenantId: string, id: string) => `${tenantId}/${id}`;
  return {
    recall: (tenantId, id) => guesses.get(key(tenantId, id)),
    remember(tenantId, row) {
      const name = key(tenantId, row.id);
      // Deleted first, so that a Map's order of insertion is the order of last use.
      guesses.delete(name);
      guesses.set(name, { attributes: row.attributes, version: row.version, row_version: row.row_version });
      const [oldest] = guesses.keys();
      if (guesses.size > capacity && oldest !== undefined) guesses.delete(oldest);
    },
    forget(tenantId, id) {
      guesses.delete(key(tenantId, id));
    },
  };
}
