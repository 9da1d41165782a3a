import { betterAuth } from 'better-auth';
import type { Database } from '@rollcall/database';
import type { KeyRing } from '../secrets/key-ring.ts';
import { numberedSecrets } from './session-secrets.ts';

export type Auth = ReturnType<typeof createAuth>;

/** The fewest characters of an admin's password (NIST SP 800-63B-4 asks for 15 without a second factor). */
export const minPasswordLength = 15;

/**
 * Sign-in and sessions of admins, over the tables of migration 0002. Nobody can sign up over HTTP: `createAdmin` makes
 * accounts. `adminOrigin` is where the Command Center is opened; `onProblem` hears what
 * better-auth would print, such as an origin it refused. The handler throws what is not a refusal.
 */
export function createAuth(options: {
  db: Database;
  secretKeys: KeyRing;
  adminOrigin: string;
  onProblem?: (message: string, details: unknown[]) => void;
}) {
  return betterAuth({
    appName: 'Rollcall',
    baseURL: options.adminOrigin,
    basePath: '/auth',
    trustedOrigins: [options.adminOrigin],
    secrets: numberedSecrets(options.secretKeys),
    database: { db: options.db.kysely, type: 'postgres', transaction: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength },
    user: { modelName: 'admins', fields: { emailVerified: 'email_verified', ...moments } },
    session: { modelName: 'admin_sessions', fields: { ...session, ...moments } },
    account: { modelName: 'admin_accounts', fields: { ...account, ...moments } },
    verification: { modelName: 'admin_verifications', fields: { expiresAt: 'expires_at', ...moments } },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'admin_rate_limits',
      fields: { lastRequest: 'last_request' },
    },
    advanced: {
      // Said out loud: left out, better-auth switches this check off wherever NODE_ENV is "test".
      disableOriginCheck: false,
      cookiePrefix: 'rollcall',
      useSecureCookies: options.adminOrigin.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
    },
    // A mistyped password is an everyday event, not a warning.
    logger: { level: 'error', log: (_level, message, ...details) => options.onProblem?.(message, details) },
    // Refusals are answered without being printed; a failure reaches the caller of the handler.
    onAPIError: { throw: true },
    telemetry: { enabled: false },
  });
}

const moments = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

const session = {
  userId: 'user_id',
  expiresAt: 'expires_at',
  ipAddress: 'ip_address',
  userAgent: 'user_agent',
} as const;

const account = {
  userId: 'user_id',
  accountId: 'account_id',
  providerId: 'provider_id',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  idToken: 'id_token',
  accessTokenExpiresAt: 'access_token_expires_at',
  refreshTokenExpiresAt: 'refresh_token_expires_at',
} as const;
