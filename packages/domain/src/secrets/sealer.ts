import { derivedKeys, type KeyRing } from './key-ring.ts';
import { openText, sealText } from './seal-text.ts';

/** Seals JSON that travels and comes back. */
export type Sealer = Readonly<{
  seal: (owner: string, value: unknown) => string;
  /** Undefined for what was not sealed for that owner and purpose, by a key that is still on the ring. */
  open: (owner: string, sealed: string) => unknown;
}>;

/** A sealer for one purpose; what it seals is safe in a URL. */
export function sealer(secretKeys: KeyRing, purpose: string): Sealer {
  const keys = derivedKeys(secretKeys, purpose);
  return {
    seal: (owner, value) => sealText(keys[0], owner, JSON.stringify(value)).toString('base64url'),
    open: (owner, sealed) => {
      const bytes = Buffer.from(sealed, 'base64url');
      for (const key of keys) {
        try {
          return JSON.parse(openText(key, owner, bytes)) as unknown;
        } catch {
          // Sealed by another of the keys, or by none.
        }
      }
      return undefined;
    },
  };
}
