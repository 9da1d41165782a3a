import { createHash } from 'node:crypto';
import { derivedKeys, type KeyRing } from './key-ring.ts';
import { openText, sealText } from './seal-text.ts';

// Stored as: key id (4 bytes), then what sealText makes. The key id tells which key is needed, and which secrets are
// still under an old one.
const keyIdBytes = 4;
const purpose = 'rollcall secrets at rest';

/** `secret` encrypted under the first key, readable only together with the same `owner`. */
export function encryptSecret(secret: string, secretKeys: KeyRing, owner: string): Buffer {
  const [key] = derivedKeys(secretKeys, purpose);
  return Buffer.concat([keyIdOf(key), sealText(key, owner, secret)]);
}

/** The secret that was encrypted for that owner. Throws when its key is not on the ring, or anything was tampered with. */
export function decryptSecret(encrypted: Buffer, secretKeys: KeyRing, owner: string): string {
  const key = derivedKeys(secretKeys, purpose).find((each) => isUnder(each, encrypted));
  if (!key) {
    throw new Error(
      'A stored secret was encrypted under a key that SECRET_KEY does not have: bring that key back, or save the secret again',
    );
  }
  return openText(key, owner, encrypted.subarray(keyIdBytes));
}

/** Whether it is under the first key already. */
export function isCurrent(encrypted: Buffer, secretKeys: KeyRing): boolean {
  return isUnder(derivedKeys(secretKeys, purpose)[0], encrypted);
}

function isUnder(key: Buffer, encrypted: Buffer): boolean {
  return encrypted.subarray(0, keyIdBytes).equals(keyIdOf(key));
}

function keyIdOf(key: Buffer): Buffer {
  return createHash('sha256').update(key).digest().subarray(0, keyIdBytes);
}
