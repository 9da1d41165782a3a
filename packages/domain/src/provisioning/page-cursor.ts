import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { expiredCursor, invalidCursor, limits } from '@rollcall/scim';

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

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** The key that cursors are sealed with, from the key of the process (RFC 5869: one key does one thing). */
export function cursorKey(secretKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', 'rollcall page cursors', 32));
}

/**
 * The cursor as a client carries it: opaque, safe in a URL (RFC 9865 §2), and good for this list only, which is the tenant
 * and the query. It may hold someone's name, so it is encrypted and not only signed.
 */
export function sealCursor(key: Buffer, list: string, cursor: PageCursor, now: Date): string {
  const sealed: Sealed = { ...cursor, until: now.getTime() + limits.cursorSeconds * 1000 };
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(list));
  const text = Buffer.concat([cipher.update(JSON.stringify(sealed), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
}

/** The cursor that was sealed for that list. Throws `invalidCursor` for any other text, and `expiredCursor`. */
export function openCursor(key: Buffer, list: string, text: string, now: Date): PageCursor {
  const { until, ...cursor } = unsealed(key, list, text);
  if (until < now.getTime()) {
    throw expiredCursor(
      `The cursor is older than ${limits.cursorSeconds} seconds. Start again with an empty cursor.`,
    );
  }
  return cursor;
}

function unsealed(key: Buffer, list: string, text: string): Sealed {
  try {
    const bytes = Buffer.from(text, 'base64url');
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    })
      .setAAD(Buffer.from(list))
      .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    const json = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
    return JSON.parse(json.toString('utf8')) as Sealed;
  } catch (cause) {
    throw invalidCursor(
      'The cursor is none that was given for this query here. Send the nextCursor or previousCursor of the page before with the same filter and order, or an empty cursor for the first page.',
      { cause },
    );
  }
}
