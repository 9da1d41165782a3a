import type { ApiVariable } from '@rollcall/environment';

const parts = ['DATABASE_HOST', 'DATABASE_NAME', 'DATABASE_USER', 'DATABASE_PASSWORD'] as const;

/**
 * The address of the database: DATABASE_URL, or put together from the parts that a deployment knows, where the
 * connection is encrypted and the server has to prove who it is. What is missing is told to `missing`.
 */
export function databaseUrl(
  env: Readonly<Partial<Record<ApiVariable, string>>>,
  missing: (name: ApiVariable) => void,
): string {
  if (env.DATABASE_URL) return env.DATABASE_URL;
  const known = parts.filter((name) => env[name]);
  if (known.length === 0) missing('DATABASE_URL');
  else for (const name of parts) if (!env[name]) missing(name);

  const [host = '', name = '', user = '', password = ''] = parts.map((part) => env[part]);
  const url = new URL(`postgres://${host || 'missing'}/${encodeURIComponent(name)}`);
  url.username = encodeURIComponent(user);
  url.password = encodeURIComponent(password);
  if (env.DATABASE_TLS !== 'off') url.searchParams.set('sslmode', 'verify-full');
  return url.href;
}
