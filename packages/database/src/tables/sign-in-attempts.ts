import type { TenantTransaction } from '../tenant-transaction.ts';

/** A sign-in under way, as it was begun. */
export type SignInAttempt = Readonly<{
  nonce: string;
  codeVerifier: string;
  issuer: string;
  clientId: string;
  returnPath: string;
  /** The admin who only tries the settings. */
  verifiedBy: string | null;
}>;

/** The SHA-256 of what travels and of what stays in the browser: both must come back. */
export type AttemptKey = Readonly<{ stateHash: Buffer; browserHash: Buffer }>;

/** The attempt is remembered until then, and those that nobody came back from in time are forgotten. */
export async function insertAttempt(
  tx: TenantTransaction,
  key: AttemptKey,
  attempt: SignInAttempt,
  { now, expiresAt }: { now: Date; expiresAt: Date },
): Promise<void> {
  await tx.deleteFrom('sign_in_attempts').where('expires_at', '<', now).execute();
  await tx
    .insertInto('sign_in_attempts')
    .values({
      state_hash: key.stateHash,
      browser_hash: key.browserHash,
      nonce: attempt.nonce,
      code_verifier: attempt.codeVerifier,
      issuer: attempt.issuer,
      client_id: attempt.clientId,
      return_path: attempt.returnPath,
      verified_by: attempt.verifiedBy,
      expires_at: expiresAt,
    })
    .execute();
}

/** The attempt of that key, which nobody can take again. */
export function takeAttempt(
  tx: TenantTransaction,
  key: AttemptKey,
  now: Date,
): Promise<SignInAttempt | undefined> {
  return tx
    .deleteFrom('sign_in_attempts')
    .where('state_hash', '=', key.stateHash)
    .where('browser_hash', '=', key.browserHash)
    .where('expires_at', '>', now)
    .returning([
      'nonce',
      'code_verifier as codeVerifier',
      'issuer',
      'client_id as clientId',
      'return_path as returnPath',
      'verified_by as verifiedBy',
    ])
    .executeTakeFirst();
}
