import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../src/cli/run.ts';
import { checks } from '../src/checks/all.ts';
import { runChecks } from '../src/run-checks.ts';
import { startStranger } from './servers.ts';

const secret = 'a-secret-of-the-tenant';

async function typed(...args: string[]) {
  const lines: string[] = [];
  const output = { print: (line: string) => void lines.push(line), progress: () => {} };
  return { code: await run(args, {}, output), text: lines.join('\n') };
}

test('a server that answers everything with an empty object passes nothing but its silence on /Me', async () => {
  await using server = await startStranger(() => ({ status: 200, body: {} }));
  const { results } = await runChecks({ baseUrl: server.baseUrl, token: secret });
  const passed = results.filter(({ outcome }) => outcome === 'pass').map(({ check }) => check.title);
  expect(passed).toEqual(['a refusal of /Me has an error body']);
});

test('a server that refuses everything as not found cannot be checked', async () => {
  await using server = await startStranger(() => ({ status: 404, body: {} }));
  const { code, text } = await typed('--base-url', server.baseUrl, '--token', secret);
  expect([code, text]).toEqual([2, expect.stringContaining('--base-url must be the SCIM base')]);
});

test('a server that refuses the token cannot be checked', async () => {
  await using server = await startStranger(() => ({ status: 401, body: {} }));
  const { code, text } = await typed('--base-url', server.baseUrl, '--token', secret);
  expect([code, text]).toEqual([2, expect.stringContaining('refused the token')]);
});

test('a server that is not there cannot be checked', async () => {
  const { code, text } = await typed('--base-url', 'http://127.0.0.1:9/scim', '--token', secret);
  expect([code, text]).toEqual([2, expect.stringContaining('cannot be reached')]);
});

test('a failed MUST is exit code 1, and says what was sent, expected and came, without the token', async () => {
  await using server = await startStranger(({ headers }) => ({
    status: 200,
    body: { echo: headers.authorization },
  }));
  const json = join(tmpdir(), `conform-${process.pid}.json`);
  const { code, text } = await typed(
    ...['--base-url', server.baseUrl, '--token', secret, '--header', 'X-Key: another secret'],
    ...['--only', '7643-5', '--json', json],
  );
  expect(code).toBe(1);
  expect(text).toMatch(
    /FAIL {2}MUST {2}RFC 7643 §5 {2}ServiceProviderConfig says whether patch is supported/,
  );
  expect(text).toMatch(/sent {6}GET .*\/ServiceProviderConfig/);
  expect(text).toMatch(/expected {2}patch.supported as a boolean/);
  expect(text).toMatch(/came {6}200/);
  const written = readFileSync(json, 'utf8');
  rmSync(json);
  for (const shown of [text, written]) {
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain('another secret');
  }
  expect(JSON.parse(written).results[0]).toMatchObject({ section: 'RFC 7643 §5', outcome: 'fail' });
});

test('what the checks made is removed, and what cannot be is named', async () => {
  const made = new Set<string>();
  await using server = await startStranger(({ method, url = '' }) => {
    if (method === 'POST' && url.endsWith('/Users')) {
      made.add(`u${made.size}`);
      return { status: 201, body: { id: `u${made.size - 1}` } };
    }
    const id = url.split('/').at(-1) ?? '';
    if (method === 'DELETE') return { status: id === 'u0' ? 500 : made.delete(id) ? 204 : 404 };
    return { status: 200, body: {} };
  });
  const { left } = await runChecks({ baseUrl: server.baseUrl, token: secret, only: 'RFC 7644 §3.3' });
  expect(left).toEqual(['/Users/u0']);
  expect([...made]).toEqual(['u0']);
});

test('a request refused by a rate limit is sent again', async () => {
  let refused = 0;
  await using server = await startStranger(() =>
    (refused += 1) === 1 ? { status: 429, headers: { 'Retry-After': '0' } } : { status: 200, body: {} },
  );
  await runChecks({ baseUrl: server.baseUrl, token: secret, only: 'RFC 7643 §5' });
  expect(server.requests.slice(0, 2)).toEqual(Array(2).fill('GET /scim/v2/ServiceProviderConfig'));
});

test.each([
  [['--token', secret], '--base-url'],
  [['--base-url', 'https://host/scim'], '--token'],
  [['--base-url', 'host', '--token', secret], '--base-url must be an address'],
  [['--base-url', 'https://host/scim', '--token', secret, '--only', '3.5'], '--only must be a section'],
  [['--base-url', 'https://host/scim', '--token', secret, '--header', 'nonsense'], '--header must be'],
  [['--nonsense'], '--help'],
])('a command line that cannot be followed says why: %j', async (args, says) => {
  const { code, text } = await typed(...args);
  expect([code, text]).toEqual([2, expect.stringContaining(says)]);
  expect(text).not.toContain(secret);
});

test('no two checks of one section have the same title', () => {
  const names = checks.map(({ section, title }) => `${section} ${title}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('a section that has no check is said so', async () => {
  await using server = await startStranger(() => ({ status: 200, body: {} }));
  const { code, text } = await typed('--base-url', server.baseUrl, '--token', secret, '--only', '7644-9');
  expect([code, text]).toEqual([2, expect.stringContaining('There is no check')]);
});
