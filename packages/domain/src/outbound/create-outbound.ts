import { lookup as resolve, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, fetch, type RequestInit } from 'undici';
import { addressRefused, DomainError, noAnswer } from '../errors.ts';
import { isOpenAddress } from './is-open-address.ts';
import { readBounded } from './read-bounded.ts';

/** What is sent. A body is text or bytes, so that nothing is sent while it is still being made. */
export type OutboundRequest = Readonly<{
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array<ArrayBuffer> | undefined;
  /** For the whole exchange: name, connection, answer. 10 seconds where nothing is said. */
  timeoutMs?: number;
  /** The most of an answer that is read, unpacked. 1 MiB where nothing is said. */
  maxBytes?: number;
}>;

/** The one way to addresses that admins typed. */
export type Outbound = Readonly<{
  /**
   * The answer, read whole, whatever its status; a redirect is an answer too and is not followed. Throws
   * `addressRefused` where the address may not be called, `noAnswer` where no answer came or one too long.
   */
  send: (url: string, request?: OutboundRequest) => Promise<Response>;
  /** Throws `addressRefused` where the form of the address alone says that it will never be called. */
  judge: (url: string) => void;
  close: () => Promise<void>;
}>;

/**
 * A way out that leads to the public Internet over https, and to this machine (http too) only where that is allowed.
 * The address is looked at where the connection is made, so that a name that first resolves to a public address and
 * then to a private one gains nothing.
 */
export function createOutbound(settings: {
  allowLoopback: boolean;
  /** How names are resolved. */
  lookup?: typeof resolve;
}): Outbound {
  const { allowLoopback, lookup = resolve } = settings;
  const agent = new Agent({
    connect: { lookup: openOnly(lookup, allowLoopback), timeout: 5_000 },
    maxHeaderSize: 32 * 1024,
  });
  return {
    send: async (url, request = {}) => {
      const target = requireOpen(url, allowLoopback);
      const { timeoutMs = 10_000, maxBytes = 2 ** 20, method = 'GET', headers, body } = request;
      const init: RequestInit = {
        method,
        headers: headers ?? {},
        body: body ?? null,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
        dispatcher: agent,
      };
      try {
        return await readBounded(await fetch(target, init), maxBytes);
      } catch (error) {
        throw meaningOf(error, target);
      }
    },
    judge: (url) => void requireOpen(url, allowLoopback),
    close: () => agent.close(),
  };
}

/** The address, where its form allows a call. A literal IP address never passes the lookup, so it is judged here. */
function requireOpen(url: string, allowLoopback: boolean): URL {
  const target = URL.parse(url);
  if (!target) throw addressRefused('This is no address. One begins with https://.');
  if (target.username || target.password) {
    throw addressRefused('An address must not carry a name or a password.');
  }
  const host = target.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) && !isOpenAddress(host, { allowLoopback })) throw addressRefused(closed(target.host));
  const isHere =
    isOpenAddress(host, { allowLoopback: true }) && !isOpenAddress(host, { allowLoopback: false });
  const mayBePlain = allowLoopback && (isHere || host === 'localhost');
  if (target.protocol !== 'https:' && !(target.protocol === 'http:' && mayBePlain)) {
    throw addressRefused('Only addresses that begin with https:// are called.');
  }
  return target;
}

/** Resolves names as `lookup` does, and refuses those of which any address is closed. */
function openOnly(lookup: typeof resolve, allowLoopback: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return callback(error, []);
      if (found.length === 0 || !found.every(({ address }) => isOpenAddress(address, { allowLoopback }))) {
        return callback(addressRefused(closed(hostname)), []);
      }
      if (options.all) return callback(null, found);
      const [{ address, family }] = found as [LookupAddress];
      callback(null, address, family);
    });
  };
}

function closed(host: string): string {
  return `${host} leads to an address that is not on the public Internet, and such addresses are not called.`;
}

/** What the network said, as a sentence for the admin who typed the address. */
function meaningOf(error: unknown, { host }: URL): DomainError {
  const chain = causesOf(error);
  const refused = chain.find((each) => each instanceof DomainError);
  if (refused) return refused;
  const code = chain.map(codeOf).find((each) => each !== undefined);
  if (chain.some(({ name }) => name === 'TimeoutError'))
    return noAnswer(`${host} did not answer in time.`, error);
  const sentence = code === undefined ? undefined : sentences[code];
  return noAnswer(`${host} ${sentence ?? `could not be reached${code ? ` (${code})` : ''}.`}`, error);
}

const sentences: Readonly<Record<string, string>> = {
  ENOTFOUND: 'is a name that nobody knows.',
  EAI_AGAIN: 'could not be looked up just now. Try again.',
  ECONNREFUSED: 'refuses connections.',
  ECONNRESET: 'broke off the connection.',
  UND_ERR_CONNECT_TIMEOUT: 'did not answer in time.',
  UND_ERR_HEADERS_OVERFLOW: 'answered with headers that are too long.',
  CERT_HAS_EXPIRED: 'has a certificate that has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a certificate that no known authority signed.',
  SELF_SIGNED_CERT_IN_CHAIN: 'has a certificate that no known authority signed.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate that no known authority signed.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate that is made out to another name.',
};

function causesOf(error: unknown): Error[] {
  if (!(error instanceof Error)) return [];
  const inner = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  return [error, ...[error.cause, ...inner].flatMap(causesOf)];
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
