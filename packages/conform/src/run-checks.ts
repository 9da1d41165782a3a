import type { Check } from './check.ts';
import { Blocked, Declined, Failure } from './expect.ts';
import { createClient } from './http/client.ts';
import type { Result } from './result.ts';
import { checks } from './checks/all.ts';
import { discover } from './server/discover.ts';
import { missing } from './server/needs.ts';
import { createServer, type Server } from './server/server.ts';

export type RunOptions = Readonly<{
  /** The SCIM base, without a slash at its end. */
  baseUrl: string;
  token: string;
  /** Sent with every request. */
  headers?: Readonly<Record<string, string>>;
  /** Checks of this section and those below it, such as `RFC 7644 §3.5`. */
  only?: string;
  /** Groups are left alone. */
  usersOnly?: boolean;
  onResult?: (result: Result, done: number, of: number) => void;
}>;

export type Run = Readonly<{ results: readonly Result[]; left: readonly string[] }>;

/** Every check was run against the server, one after another, and what they made was removed. Throws `CannotRun`. */
export async function runChecks(options: RunOptions): Promise<Run> {
  const { baseUrl, token, headers = {}, only, usersOnly = false } = options;
  const client = createClient({ baseUrl, token, headers });
  const discovery = await discover(client, { usersOnly });
  const server = createServer(client, discovery);
  const chosen = checks.filter(({ section }) => only === undefined || isWithin(section, only));
  const results: Result[] = [];
  for (const check of chosen) {
    const lacking = missing(check.needs ?? [], discovery);
    const result: Result = lacking ? { check, outcome: 'skip', reason: lacking } : await judge(check, server);
    results.push(result);
    options.onResult?.(result, results.length, chosen.length);
  }
  return { results, left: await server.removeAll() };
}

async function judge(check: Check, server: Server): Promise<Result> {
  try {
    await check.run(server);
    return { check, outcome: 'pass' };
  } catch (error) {
    if (error instanceof Declined) return { check, outcome: 'skip', reason: error.message };
    if (error instanceof Failure)
      return { check, outcome: 'fail', reason: error.message, answer: error.answer };
    if (error instanceof Blocked)
      return { check, outcome: 'blocked', reason: error.message, answer: error.answer };
    // An answer of a shape no check was ready for, or none at all.
    const reason = error instanceof Error ? error.message : String(error);
    return { check, outcome: 'blocked', reason, answer: undefined };
  }
}

const isWithin = (section: string, only: string) =>
  section === only || (/^[. ]/.test(section.slice(only.length)) && section.startsWith(only));
