import { expiredCursor, invalidCursor, limits } from '@rollcall/scim';
import type { KeyRing } from '../secrets/key-ring.ts';
import { sealer, type Sealer } from '../secrets/sealer.ts';

/** Where a page of a list begins, and what the answer to the first page already found. */
export type PageCursor = Readonly<{
  /** The resource at the edge of the page before: what the list is ordered by, and its id. */
  key: string | null;
  id: string;
  /** Whether the page ends in front of that resource, or begins behind it. */
  before: boolean;
  count: number;
  total: number;
}>;

type Sealed = Readonly<{
  key: string | null;
  id: string;
  before: boolean;
  count: number;
  total: number;
  until: number;
}>;

/** What seals cursors, by the keys of the process. */
export function cursorSealer(secretKeys: KeyRing): Sealer {
  return sealer(secretKeys, 'rollcall page cursors');
}

/**
 * The cursor as a client carries it: opaque, safe in a URL (RFC 9865 §2), and good for this list only, which is the tenant
 * and the query. It may hold someone's name, so it is encrypted and not only signed.
 */
export function sealCursor(sealer: Sealer, list: string, cursor: PageCursor, now: Date): string {
  const sealed: Sealed = { ...cursor, until: now.getTime() + limits.cursorSeconds * 1000 };
  return sealer.seal(list, sealed);
}

/** The cursor that was sealed for that list. Throws `invalidCursor` for any other text, and `expiredCursor`. */
export function openCursor(sealer: Sealer, list: string, text: string, now: Date): PageCursor {
  const sealed = sealer.open(list, text) as Sealed | undefined;
  if (sealed === undefined) {
    throw invalidCursor(
      'The cursor is none that was given for this query here. Send the nextCursor or previousCursor of the page before with the same filter and order, or an empty cursor for the first page.',
    );
  }
  const { until, ...cursor } = sealed;
  if (until < now.getTime()) {
    throw expiredCursor(
      `The cursor is older than ${limits.cursorSeconds} seconds. Start again with an empty cursor.`,
    );
  }
  return cursor;
}
