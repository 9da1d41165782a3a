import type { BulkJobRow } from '@rollcall/database';

/** One act on many people or groups as admins see it. Times are ISO 8601. */
export type BulkJob = Readonly<{
  id: string;
  about: BulkJobRow['about'];
  act: BulkJobRow['act'];
  role: string | null;
  by: string;
  total: number;
  done: number;
  /** Of those done, those the act fitted. */
  changed: number;
  state: 'running' | 'finished' | 'stopped';
  startedAt: string;
  endedAt: string | null;
}>;

/** The row as admins see it. */
export function bulkJob(row: BulkJobRow): BulkJob {
  const { id, about, act, roleLabel, author, total, done, changed, createdAt, finishedAt, stoppedAt } = row;
  return {
    id,
    about,
    act,
    role: roleLabel,
    by: author.label,
    total,
    done,
    changed,
    state: finishedAt ? 'finished' : stoppedAt ? 'stopped' : 'running',
    startedAt: createdAt.toISOString(),
    endedAt: (finishedAt ?? stoppedAt)?.toISOString() ?? null,
  };
}
