import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';

type Keys = Awaited<ReturnType<typeof newKeys>>;

/** How one answer of the provider differs from what a good one would be. */
export type Wickedness = Readonly<{
  claims?: (claims: JWTPayload) => JWTPayload;
  /** The key that signs; the published ones stay. */
  keys?: Keys;
  algorithm?: 'none';
  /** What the token endpoint answers instead. */
  token?: RequestListener;
  /** What it tells when asked (OpenID Connect Core §5.3); without it nobody can ask. */
  userInfo?: object;
  discovery?: (document: Record<string, unknown>) => unknown;
  discoveryAnswer?: RequestListener;
}>;

/** A provider that says whatever a test wants, and signs it. Every code is the claims it stands for. */
export async function startWickedProvider(clientId: string) {
  let keys = await newKeys();
  let wickedness: Wickedness = {};
  const server = createServer((req, res) => {
    const url = new URL(req.url ?? '', issuer);
    const send = (body: unknown) =>
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url.pathname === '/.well-known/openid-configuration') {
      if (wickedness.discoveryAnswer) return wickedness.discoveryAnswer(req, res);
      return void send((wickedness.discovery ?? ((same) => same))(document()));
    }
    if (url.pathname === '/userinfo') return void send(wickedness.userInfo);
    if (url.pathname === '/keys') return void send({ keys: [keys.published] });
    if (url.pathname !== '/token') return void res.writeHead(404).end();
    if (wickedness.token) return wickedness.token(req, res);
    void answer(req).then(send);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const document = () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    ...(wickedness.userInfo ? { userinfo_endpoint: `${issuer}/userinfo` } : {}),
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  });

  const answer = async (req: Parameters<RequestListener>[0]) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const code = new URLSearchParams(Buffer.concat(chunks).toString()).get('code') ?? '';
    const said = JSON.parse(Buffer.from(code, 'base64url').toString()) as JWTPayload;
    const now = Math.floor(Date.now() / 1000);
    const good = { iss: issuer, aud: clientId, iat: now, exp: now + 300, ...said };
    const claims = (wickedness.claims ?? ((same) => same))(good);
    const signer = wickedness.keys ?? keys;
    const token =
      wickedness.algorithm === 'none'
        ? new UnsecuredJWT(claims).encode()
        : await new SignJWT(claims)
            .setProtectedHeader({ alg: 'RS256', kid: String(signer.published.kid) })
            .sign(signer.privateKey);
    return { access_token: 'an-access-token', token_type: 'Bearer', expires_in: 300, id_token: token };
  };

  return {
    issuer,
    /** From now on it behaves like this. */
    behave: (how: Wickedness) => void (wickedness = how),
    rotate: async () => void (keys = await newKeys()),
    /** A code that the token endpoint takes for these claims. */
    code: (claims: JWTPayload) => Buffer.from(JSON.stringify(claims)).toString('base64url'),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

let made = 0;

/** A pair of keys with an id of its own; `id` makes it pose as another. */
export async function newKeys(id = `key-${++made}`) {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  return { privateKey, published: { ...(await exportJWK(publicKey)), kid: id, alg: 'RS256', use: 'sig' } };
}
