import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Sent } from './exchange.ts';
import type { Json } from './json.ts';

export type Options = Readonly<{
  /** JSON for a value, text as it stands. */
  body?: unknown;
  /** An empty text leaves the header out. */
  headers?: Readonly<Record<string, string>>;
}>;

export type Client = (method: string, path: string, options?: Options) => Promise<Answer>;

const scim = 'application/scim+json';

/** Requests go to `baseUrl` with the token and the headers given; one refused by a rate limit is sent again. */
export function createClient(at: {
  baseUrl: string;
  token: string;
  headers: Readonly<Record<string, string>>;
}): Client {
  return async (method, path, options = {}) => {
    const { body } = options;
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const sent: Sent = {
      method,
      url: `${at.baseUrl}${path}`,
      headers: present({
        Authorization: `Bearer ${at.token}`,
        Accept: scim,
        ...(text === undefined ? {} : { 'Content-Type': scim }),
        ...at.headers,
        ...options.headers,
      }),
      body: text,
    };
    for (let attempt = 1; ; attempt += 1) {
      const answer = await once(sent);
      if (answer.status !== 429 || attempt === 5) return answer;
      await sleep(1000 * Math.min(30, Number(answer.headers.get('retry-after')) || attempt));
    }
  };
}

async function once(sent: Sent): Promise<Answer> {
  const { method, headers, body } = sent;
  const response = await fetch(sent.url, {
    method,
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(30_000),
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return { sent, status: response.status, headers: response.headers, text, body: parsed(text) };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const present = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
