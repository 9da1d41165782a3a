/** The two PATCH dialects of the sync engine. */
export type Dialect = 'default' | 'aadOptscim062020';

/** A Tenant URL taken apart: requests go to `base` + path, with `query` appended when there is one. */
export type TenantUrl = { base: string; query: string; dialect: Dialect };

const compliantFlags = new Set(['aadoptscim062020', 'azureadscimpatch062020']);
const flags = new Set([...compliantFlags, 'azureadscimpatch2017']);

/** The Tenant URL as pasted, with or without a trailing slash and behaviour flag; throws one sentence on a bad one. */
export function parseTenantUrl(pasted: string, forwardFlag = false): TenantUrl {
  const url = URL.canParse(pasted.trim()) ? new URL(pasted.trim()) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new Error(
      `"${pasted}" is not a Tenant URL: give the whole address, such as https://directory.example.com/scim/v2.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new Error('The Tenant URL must not carry a user name or password: give the token separately.');
  }
  const parts = url.search.slice(1).split('&').filter(Boolean);
  const kept = parts.filter((part) => forwardFlag || !flags.has(nameOf(part)));
  const isCompliant = parts.some((part) => compliantFlags.has(nameOf(part)));
  return {
    base: `${url.origin}${url.pathname.replace(/\/+$/, '')}`,
    query: kept.join('&'),
    dialect: isCompliant ? 'aadOptscim062020' : 'default',
  };
}

function nameOf(part: string): string {
  return (part.split('=')[0] ?? '').toLowerCase();
}
