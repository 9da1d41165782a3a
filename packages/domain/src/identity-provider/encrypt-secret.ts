import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

// Stored as: key id (4 bytes), nonce (12), tag (16), ciphertext. The key id tells which SECRET_KEY is needed, so
// that a key can be replaced while secrets under the old one are still around.
const algorithm = 'aes-256-gcm';
const keyIdBytes = 4;
const nonceBytes = 12;
const tagBytes = 16;

/** `secret` encrypted under the 32-byte `secretKey`, readable only together with the same `owner`. */
export function encryptSecret(secret: string, secretKey: Buffer, owner: string): Buffer {
  const key = encryptionKey(secretKey);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(owner));
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([keyId(key), nonce, cipher.getAuthTag(), text]);
}

/** The secret that was encrypted for that owner. Throws when the key is another one, or anything was tampered with. */
export function decryptSecret(encrypted: Buffer, secretKey: Buffer, owner: string): string {
  const key = encryptionKey(secretKey);
  if (!encrypted.subarray(0, keyIdBytes).equals(keyId(key))) {
    throw new Error(
      'A stored secret was encrypted under another SECRET_KEY: bring that key back, or save the secret again',
    );
  }
  const nonce = encrypted.subarray(keyIdBytes, keyIdBytes + nonceBytes);
  const tag = encrypted.subarray(keyIdBytes + nonceBytes, keyIdBytes + nonceBytes + tagBytes);
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
    .setAAD(Buffer.from(owner))
    .setAuthTag(tag);
  const text = encrypted.subarray(keyIdBytes + nonceBytes + tagBytes);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
}

/** SECRET_KEY also signs admin sessions, and one key should do one thing (RFC 5869 derives the others). */
function encryptionKey(secretKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', 'rollcall secrets at rest', 32));
}

function keyId(key: Buffer): Buffer {
  return createHash('sha256').update(key).digest().subarray(0, keyIdBytes);
}
