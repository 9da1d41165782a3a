import type { ConflictRow } from '@rollcall/database';

/** Two people who may be one, as admins see them. Times are ISO 8601. */
export type Conflict = Omit<ConflictRow, 'createdAt'> & Readonly<{ createdAt: string }>;

/** The row as admins see it. */
export function conflictView(row: ConflictRow): Conflict {
  return { ...row, createdAt: row.createdAt.toISOString() };
}
