import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { derivedKeys, type KeyRing } from '../secrets/key-ring.ts';

/** What better-auth signs session cookies with (the first), and what it has signed them with. */
export function sessionSecrets(secretKeys: KeyRing): [string, ...string[]] {
  const [first, ...others] = derivedKeys(secretKeys, 'rollcall admin sessions').map((key) =>
    key.toString('base64'),
  );
  return [first ?? '', ...others];
}

/** The same as better-auth's `secrets`: each has a number that stays its own wherever it stands on the ring. */
export function numberedSecrets(secretKeys: KeyRing): { version: number; value: string }[] {
  return sessionSecrets(secretKeys).map((value) => ({
    version: createHash('sha256').update(value).digest().readUInt32BE(),
    value,
  }));
}

/**
 * The cookies, those that an older key has signed being signed by the first: better-auth reads cookies by one secret only,
 * and a new key would sign every admin out.
 */
export function signAnew(secretKeys: KeyRing, cookies: string): string {
  const [current, ...older] = sessionSecrets(secretKeys);
  if (older.length === 0) return cookies;
  return cookies
    .split(';')
    .map((cookie) => {
      const [, name, encoded = ''] = /^\s*((?:__Secure-)?rollcall\.\w+)=([\w.%~*-]+)$/.exec(cookie) ?? [];
      const value = name && decoded(encoded);
      if (!value) return cookie;
      // As better-call writes it: the value, a dot, and its HMAC in base64, which has no dot.
      const dot = value.lastIndexOf('.');
      const [text, signature] = [value.slice(0, dot), value.slice(dot + 1)];
      if (!older.some((secret) => isEqual(signature, signed(text, secret)))) return cookie;
      return ` ${name}=${encodeURIComponent(`${text}.${signed(text, current)}`)}`;
    })
    .join(';');
}

function signed(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('base64');
}

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
