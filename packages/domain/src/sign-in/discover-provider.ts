import {
  allowInsecureRequests,
  customFetch,
  discovery,
  type CustomFetch,
  type ServerMetadata,
} from 'openid-client';
import type { Outbound } from '../outbound/create-outbound.ts';
import { refusalOf } from './refusal-of.ts';
import { signInRefused } from './sign-in-refusal.ts';

/** What providers publish about themselves, kept for minutes so that a crowd signing in asks each only once. */
export type RememberedProviders = Readonly<{
  recall: (issuer: string, find: () => Promise<ServerMetadata>) => Promise<ServerMetadata>;
}>;

const keptMs = 5 * 60_000;
const maxKept = 1_000;

/** An empty memory. A failure is not remembered. */
export function rememberProviders(now: () => Date): RememberedProviders {
  const kept = new Map<string, { metadata: Promise<ServerMetadata>; until: number }>();
  return {
    recall: (issuer, find) => {
      const known = kept.get(issuer);
      if (known && known.until > now().getTime()) return known.metadata;
      const metadata = find();
      if (kept.size >= maxKept) kept.clear();
      kept.set(issuer, { metadata, until: now().getTime() + keptMs });
      metadata.catch(() => kept.delete(issuer));
      return metadata;
    },
  };
}

/**
 * What the provider of that issuer publishes about itself (OpenID Connect Discovery 1.0). Its endpoints are addresses a
 * browser and we may be sent to. Throws a `SignInRefusal`.
 */
export async function discoverProvider(
  outbound: Outbound,
  settings: { kind: 'entra' | 'oidc'; issuer: string },
): Promise<ServerMetadata> {
  try {
    const issuer = settings.kind === 'entra' ? await entraIssuer(outbound, settings.issuer) : settings.issuer;
    const server = new URL(issuer);
    // Where plain http is possible at all, which is this machine in development, is for `outbound` to say.
    const execute = server.protocol === 'http:' ? [allowInsecureRequests] : [];
    const config = await discovery(server, 'unused', undefined, undefined, {
      [customFetch]: through(outbound),
      execute,
    });
    return requireUsable(config.serverMetadata(), issuer, server.protocol);
  } catch (error) {
    throw refusalOf(error);
  }
}

/** The client's requests take the guarded way out. */
export function through(outbound: Outbound): CustomFetch {
  return (url, { method, headers, body }) =>
    outbound.send(url, { method, headers, body: body == null ? undefined : String(body as URLSearchParams) });
}

/**
 * Entra's settings may name a verified domain instead of the tenant's id; what it publishes at the domain says the id.
 * https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc
 */
async function entraIssuer(outbound: Outbound, issuer: string): Promise<string> {
  if (exactEntraIssuer.test(issuer)) return issuer;
  const answer = await outbound.send(`${issuer}/.well-known/openid-configuration`);
  const { issuer: exact } = (await answer.json()) as { issuer?: unknown };
  if (typeof exact === 'string' && exactEntraIssuer.test(exact)) return exact;
  throw signInRefused('providerMisconfigured', 'Entra knows no tenant of that domain.');
}

const exactEntraIssuer =
  /^https:\/\/login\.microsoftonline\.com\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/v2\.0$/;

function requireUsable(metadata: Readonly<ServerMetadata>, issuer: string, protocol: string): ServerMetadata {
  if (metadata.issuer !== issuer) {
    throw signInRefused(
      'providerMisconfigured',
      `It calls itself ${metadata.issuer}, and the settings say ${issuer}.`,
    );
  }
  for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const) {
    if (!metadata[name]) throw signInRefused('providerMisconfigured', `It publishes no ${name}.`);
  }
  for (const name of [
    'authorization_endpoint',
    'token_endpoint',
    'jwks_uri',
    'end_session_endpoint',
  ] as const) {
    const address = metadata[name];
    // A page links there, so an address such as javascript: must not pass.
    if (address !== undefined && ![protocol, 'https:'].includes(URL.parse(address)?.protocol ?? '')) {
      throw signInRefused('providerMisconfigured', `Its ${name} is not an https address.`);
    }
  }
  return structuredClone(metadata);
}
