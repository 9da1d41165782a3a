import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Dialect } from '@rollcall/scim';
import { startScim, type Api } from '../start-scim.ts';

// What the clients of other vendors are known to send, request by request, each read as that client. A transcript is
// data: `{name}` stands for what an earlier answer had at the place it was kept from.

type Step = Readonly<{
  says: string;
  method: string;
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
  /** `body` is matched in what it names; `without` are places that must not be there. */
  answer: Readonly<{ status: number; body?: object; without?: readonly string[] }>;
  keep?: Readonly<Record<string, string>>;
  /** The scimType with which this is refused where nothing is forgiven. */
  refusedByRfc?: string;
}>;
type Transcript = Readonly<{
  says: string;
  cites: readonly string[];
  headers: Readonly<Record<string, string>>;
  steps: readonly Step[];
}>;

type Send = Awaited<ReturnType<typeof sender>>;

const transcripts = new URL('transcripts/', import.meta.url);

let api: Api;
beforeAll(async () => {
  api = await startScim();
});
afterAll(() => api[Symbol.asyncDispose]());

describe.each(['okta', 'google'] as const)('%s', (client) => {
  for (const file of readdirSync(new URL(`${client}/`, transcripts))) {
    const { says, headers, cites, steps } = read(new URL(`${client}/${file}`, transcripts));

    describe(says, () => {
      let send: Send;
      beforeAll(async () => {
        send = await sender(client, headers);
      });

      test('is known from a page that says so', () => {
        expect(cites.length).toBeGreaterThan(0);
        for (const page of cites) expect(new URL(page).protocol).toBe('https:');
      });

      test.each(steps)('$says', async (step) => {
        const { got, answer } = await send(step);
        expect(got.status, got.text).toBe(answer.status);
        if (answer.body) expect(got.body).toMatchObject(answer.body);
        for (const place of answer.without ?? []) expect(at(got.body, place), place).toBeUndefined();
      });
    });

    const habit = steps.findIndex(({ refusedByRfc }) => refusedByRfc !== undefined);
    if (habit < 0) continue;
    test(`${says}: read to the letter, it ends with a refusal`, async () => {
      const send = await sender('rfc', headers);
      for (const step of steps.slice(0, habit)) await send(step);
      const { got, refusedByRfc } = await send(steps[habit]!);
      expect(got.body).toMatchObject({ status: '400', scimType: refusedByRfc });
    });
  }
});

test('no request of theirs failed for a reason of ours', () => {
  expect(api.errors).toEqual([]);
});

function read(file: URL): Transcript {
  return JSON.parse(readFileSync(file, 'utf8')) as Transcript;
}

/** Sends the steps of one transcript to an organisation of its own, and keeps from the answers what later ones name. */
async function sender(dialect: Dialect['name'], headers: Transcript['headers']) {
  const tenant = await api.makeTenant(undefined, dialect);
  const kept = new Map<string, string>();
  return async (step: Step) => {
    const filled = filledIn(step, kept);
    const { method, path, body, keep } = filled;
    const got = await tenant.send(method, path, body, { ...headers, ...step.headers });
    for (const [name, place] of Object.entries(keep ?? {})) kept.set(name, String(at(got.body, place)));
    return { ...filled, got };
  };
}

function filledIn(step: Step, kept: ReadonlyMap<string, string>): Step {
  const text = JSON.stringify(step).replaceAll(
    /\{(\w+)\}/g,
    (whole, name: string) => kept.get(name) ?? whole,
  );
  return JSON.parse(text) as Step;
}

/** What an answer has at a place such as `Resources.0.id`, or under a URN, whose dots are its own. */
function at(body: unknown, place: string): unknown {
  const steps = place.startsWith('urn:') ? [place] : place.split('.');
  return steps.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
    body,
  );
}
