import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Configuration, JWK, Provider } from 'oidc-provider';
import { choicePage } from './choice-page.ts';

/** Somebody who can sign in there, without a password: choosing them is enough. `claims` may say anything. */
export type OpenIdPerson = Readonly<{
  subject: string;
  name: string;
  claims: Readonly<Record<string, unknown>>;
}>;

/** The application that people sign in to. */
export type OpenIdClient = Readonly<{
  clientId: string;
  clientSecret: string;
  /** Addresses that begin like this may be returned to. */
  origin: string;
}>;

export type OpenIdProvider = Readonly<{ issuer: string; close: () => Promise<void> }>;

/** A simulated identity provider runs on this machine: real OpenID Connect, invented people. */
export async function startOpenIdProvider(options: {
  client: OpenIdClient;
  people: () => readonly OpenIdPerson[];
  host?: string;
  port?: number;
}): Promise<OpenIdProvider> {
  const { client, people, host = '127.0.0.1', port = 0 } = options;
  let answer = (_req: IncomingMessage, res: ServerResponse) => void res.writeHead(503).end();
  const server = createServer((req, res) => answer(req, res));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host === 'localhost' ? '127.0.0.1' : host, resolve);
  });
  const issuer = `http://${host}:${(server.address() as AddressInfo).port}`;
  // Loaded here, so that who only wants the provisioning service does not pay for it.
  const { Provider } = await import('oidc-provider');
  const provider = new Provider(issuer, configuration(client, people));
  returnAnywhereAt(provider, client.origin);
  const callback = provider.callback();
  answer = (req, res) => {
    const done = req.url?.startsWith('/interaction/')
      ? interact(provider, people(), req, res)
      : callback(req, res);
    void Promise.resolve(done).catch((error: unknown) => {
      if (!res.headersSent) res.writeHead(400, { 'content-type': 'text/plain' });
      res.end(error instanceof Error ? error.message : 'This sign-in is over.');
    });
  };
  return {
    issuer,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function configuration(client: OpenIdClient, people: () => readonly OpenIdPerson[]): Configuration {
  return {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [`${client.origin}/`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    findAccount: (_ctx, subject) => {
      const person = people().find((each) => each.subject === subject);
      return person && { accountId: subject, claims: () => ({ sub: subject, ...person.claims }) };
    },
    claims: {
      openid: ['sub', 'groups', 'roles', 'upn'],
      profile: ['name', 'given_name', 'family_name', 'preferred_username', 'locale', 'zoneinfo', 'picture'],
      email: ['email', 'email_verified'],
    },
    // As Entra does: what is asked for is in the ID token itself.
    conformIdTokenClaims: false,
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    jwks: { keys: [newKey()] },
    // People are asked who they are, never for consent.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: client.clientId,
        ...(oidc.session?.accountId === undefined ? {} : { accountId: oidc.session.accountId }),
      });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
    pkce: { required: () => true },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 3600,
      IdToken: 600,
      Interaction: 600,
      Session: 3600,
    },
  };
}

/** Organisations come and go, each with a redirect URI of its own, so the whole origin is registered. */
function returnAnywhereAt(provider: Provider, origin: string): void {
  const isThere = (uri: string) => URL.parse(uri)?.origin === origin;
  provider.Client.prototype.redirectUriAllowed = isThere;
  provider.Client.prototype.postLogoutRedirectUriAllowed = isThere;
}

/** The page that asks who somebody is, and what they answered. */
async function interact(
  provider: Provider,
  people: readonly OpenIdPerson[],
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  await provider.interactionDetails(req, res);
  const url = new URL(req.url ?? '', 'http://here.invalid');
  const subject = url.searchParams.get('subject');
  if (req.method !== 'POST' || subject === null) {
    res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    res.end(choicePage(url.pathname, people));
    return;
  }
  const isRefusal = subject === '';
  await provider.interactionFinished(
    req,
    res,
    isRefusal
      ? { error: 'access_denied', error_description: 'The person chose not to sign in.' }
      : { login: { accountId: subject } },
    { mergeWithLastSubmission: false },
  );
}

function newKey(): JWK {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'RS256', use: 'sig' };
}
