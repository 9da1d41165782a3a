import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { systemClock } from '../clock.ts';
import { createRateLimiter } from './rate-limiter.ts';
import { parseTenantUrl } from './tenant-url.ts';
import type { Clock } from '../clock.ts';
import type { IncomingMessage } from 'node:http';
import type { ScimRequest } from './requests.ts';

/** Why a request got no usable answer, in Entra's words. */
export type TransportFault = { code: 'Timeout' | 'WebExceptionProtocolError'; detail: string };

/** What came back. `status` is 0 and `fault` present when nothing did; `body` is undefined unless it is JSON. */
export type ScimAnswer = {
  status: number;
  body: unknown;
  contentType: string;
  isEmpty: boolean;
  latencyMs: number;
  retryAfter?: string | undefined;
  fault?: TransportFault;
};

/** How the server is reached. */
export type ScimClientOptions = {
  baseUrl: string;
  token: string;
  /** 25 when absent, the rate Microsoft documents; 0 is unlimited. */
  requestsPerSecond?: number;
  /** Open connections at most; 8 when absent. */
  concurrency?: number;
  timeoutMs?: number;
  /** How often a 429 is tried again within one step; 4 when absent. */
  retriesAfter429?: number;
  /** Whether the behaviour flag of the Tenant URL is sent along with each request. */
  forwardFlag?: boolean;
  clock?: Clock;
  onAnswer?: (request: ScimRequest, answer: ScimAnswer) => void;
};

/** Sends requests over kept-alive connections with the headers Entra sends, among them no User-Agent and no Accept. */
export type ScimClient = { send(request: ScimRequest): Promise<ScimAnswer>; close(): void };

/** A client for one Tenant URL and token; HTTP errors are answers, never exceptions. */
export function createScimClient(options: ScimClientOptions): ScimClient {
  const { base, query } = parseTenantUrl(options.baseUrl, options.forwardFlag);
  const clock = options.clock ?? systemClock;
  const isSecure = base.startsWith('https:');
  const agentOptions = { keepAlive: true, maxSockets: options.concurrency ?? 8 };
  const wire: Wire = {
    ...hostOf(base),
    query,
    token: options.token,
    timeoutMs: options.timeoutMs ?? 60_000,
    clock,
    agent: isSecure ? new HttpsAgent(agentOptions) : new HttpAgent(agentOptions),
    open: isSecure ? httpsRequest : httpRequest,
  };
  const leave = createRateLimiter(options.requestsPerSecond ?? 25, clock);
  const send = async (request: ScimRequest): Promise<ScimAnswer> => {
    for (let attempt = 0; ; attempt++) {
      await leave();
      const answer = await exchange(wire, request);
      options.onAnswer?.(request, answer);
      if (answer.status !== 429 || attempt >= (options.retriesAfter429 ?? 4)) return answer;
      await clock.sleep(retryDelayMs(answer.retryAfter, attempt));
    }
  };
  return { send, close: () => wire.agent.destroy() };
}

type Host = { protocol: string; hostname: string; port: string; prefix: string };

type Wire = Host & {
  query: string;
  token: string;
  timeoutMs: number;
  clock: Clock;
  agent: HttpAgent;
  open: typeof httpRequest;
};

const longestWaitMs = 60_000;

function retryDelayMs(retryAfter: string | undefined, attempt: number): number {
  const seconds = Number(retryAfter);
  const wanted = retryAfter !== undefined && Number.isFinite(seconds) ? seconds * 1000 : 1000 * 2 ** attempt;
  return Math.min(wanted, longestWaitMs);
}

function exchange(wire: Wire, request: ScimRequest, isRepeat = false): Promise<ScimAnswer> {
  const started = wire.clock.now();
  const payload = request.body === undefined ? undefined : Buffer.from(JSON.stringify(request.body));
  return new Promise((resolve) => {
    const outgoing = wire.open({
      ...addressOf(wire, request),
      method: request.method,
      agent: wire.agent,
      timeout: wire.timeoutMs,
      headers: headersOf(wire.token, payload),
    });
    outgoing.on('response', (incoming) => {
      readText(incoming).then(
        (text) => resolve(answerOf(incoming, redacted(wire, incoming, text), wire.clock.now() - started)),
        (error: Error) => resolve(noAnswer(error, wire.clock.now() - started)),
      );
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(timeoutMessage)));
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      // A kept-alive connection may have been closed by the server while it was idle.
      if (outgoing.reusedSocket && error.code === 'ECONNRESET' && !isRepeat)
        resolve(exchange(wire, request, true));
      else resolve(noAnswer(error, wire.clock.now() - started));
    });
    outgoing.end(payload);
  });
}

const timeoutMessage = 'the server did not answer in time';

function hostOf(base: string): Host {
  const { protocol, hostname, port, pathname } = new URL(base);
  return {
    protocol,
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    prefix: pathname === '/' ? '' : pathname,
  };
}

// The path is passed as it is: Entra sends literal quotes, which a URL object would encode.
function addressOf(
  { protocol, hostname, port, prefix, query }: Wire,
  { path }: ScimRequest,
): Omit<Host, 'prefix'> & { path: string } {
  const tail = query === '' ? '' : `${path.includes('?') ? '&' : '?'}${query}`;
  return { protocol, hostname, port, path: `${prefix}${path}${tail}` };
}

function headersOf(token: string, payload: Buffer | undefined): Record<string, string | number> {
  const authorization = { Authorization: `Bearer ${token}` };
  if (payload === undefined) return authorization;
  return {
    ...authorization,
    'Content-Type': 'application/scim+json; charset=utf-8',
    'Content-Length': payload.length,
  };
}

async function readText(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function answerOf(incoming: IncomingMessage, text: string, latencyMs: number): ScimAnswer {
  return {
    status: incoming.statusCode ?? 0,
    body: parseJson(text),
    contentType: incoming.headers['content-type'] ?? '',
    isEmpty: text === '',
    latencyMs,
    retryAfter: incoming.headers['retry-after'],
  };
}

// A refusal is shown to people, and a server may quote the token in it.
function redacted({ token }: Wire, { statusCode = 0 }: IncomingMessage, text: string): string {
  return statusCode < 400 ? text : text.replaceAll(token, '[token]');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function noAnswer(error: NodeJS.ErrnoException, latencyMs: number): ScimAnswer {
  const code =
    error.message === timeoutMessage || error.code === 'ETIMEDOUT' ? 'Timeout' : 'WebExceptionProtocolError';
  const detail = error.message === '' ? (error.code ?? 'the connection failed') : error.message;
  return { status: 0, body: undefined, contentType: '', isEmpty: true, latencyMs, fault: { code, detail } };
}
