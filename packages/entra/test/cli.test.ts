import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../src/cli/run.ts';
import { startPeer } from './peer.ts';
import type { Peer } from './peer.ts';

type Outcome = { code: number; text: string; progress: string };

async function entra(
  argv: readonly string[],
  env: Record<string, string> = { ENTRA_TOKEN: 'let-me-in' },
): Promise<Outcome> {
  const lines: string[] = [];
  const progress: string[] = [];
  const code = await run(argv, env, {
    print: (line) => lines.push(line),
    progress: { write: (text) => progress.push(text) },
  });
  return { code, text: lines.join('\n'), progress: progress.join('') };
}

function small(peer: Peer): string[] {
  return ['--base-url', peer.baseUrl, '--rate', '0', '--users', '20', '--groups', '4'];
}

function temporaryFolder(): Disposable & { file(name: string): string } {
  const folder = mkdtempSync(join(tmpdir(), 'entra-'));
  return { file: (name) => join(folder, name), [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

test('two cycles against an honest server end with 0 and show progress as plain lines', async () => {
  await using peer = await startPeer();
  const { code, text, progress } = await entra(small(peer));
  expect(text).toContain('All is well');
  expect(progress).toContain('users: 100 %, 20 of 20');
  expect(code).toBe(0);
});

test('a server that loses an attribute ends with 1 and names the attribute', async () => {
  await using peer = await startPeer({ shown: ({ title: _, ...rest }) => rest });
  const { code, text } = await entra([...small(peer), '--cycles', '1']);
  expect(text).toMatch(/ title: expected ".+", found nothing/);
  expect(code).toBe(1);
});

test('a second run with the same state file continues and matches nobody again', async () => {
  await using peer = await startPeer();
  using folder = temporaryFolder();
  const argv = [...small(peer), '--cycles', '1', '--state', folder.file('state.json')];
  await entra(argv);
  const before = peer.arrivals.length;
  const second = await entra([...argv, '--json', folder.file('report.json')]);
  const creates = peer.arrivals
    .slice(before)
    .filter(({ method, url }) => method === 'POST' && url.includes('/Users'));
  expect(second.text).toContain('Cycle 2 (incremental)');
  expect(second.code).toBe(0);
  expect(creates.length).toBeLessThan(3);
  expect(JSON.parse(readFileSync(folder.file('report.json'), 'utf8')).reports).toHaveLength(1);
  expect(readFileSync(folder.file('state.json'), 'utf8')).not.toContain('let-me-in');
});

test('a state file of another server is refused', async () => {
  await using peer = await startPeer();
  await using other = await startPeer();
  using folder = temporaryFolder();
  const state = ['--cycles', '1', '--state', folder.file('state.json')];
  await entra([...small(peer), ...state]);
  const { code, text } = await entra([...small(other), ...state]);
  expect(text).toContain('belongs to the server');
  expect(code).toBe(2);
});

test('people are provisioned on demand after the cycles', async () => {
  await using peer = await startPeer();
  const { code, text } = await entra([...small(peer), '--cycles', '1', '--on-demand', '2']);
  expect(text.match(/Provision on demand/g)).toHaveLength(2);
  expect(code).toBe(0);
});

test('Test Connection says in one sentence what is wrong', async () => {
  await using peer = await startPeer();
  const test = ['--test-connection', '--base-url'];
  expect(await entra([...test, peer.baseUrl])).toMatchObject({ code: 0 });
  expect((await entra([...test, peer.baseUrl], { ENTRA_TOKEN: 'wrong' })).text).toContain(
    'refused the token with 401',
  );
  expect((await entra([...test, `${peer.baseUrl}/nowhere`])).text).toContain(
    'does not answer like a SCIM 2.0 service',
  );
});

test('an unreachable server is one sentence and 1', async () => {
  let baseUrl: string;
  {
    await using peer = await startPeer();
    ({ baseUrl } = peer);
  }
  const { code, text } = await entra(['--base-url', baseUrl]);
  expect(text).toMatch(
    /^Test Connection: .+ cannot be reached \(.+\); check the address and that the server runs\.$/m,
  );
  expect(code).toBe(1);
});

test.each([
  [['--base-url', 'nonsense'], 'is not a Tenant URL'],
  [['--base-url', 'http://x.example', '--users', '-1'], '--users'],
  [['--base-url', 'http://x.example', '--users=many'], '--users must be a whole number'],
  [
    ['--base-url', 'http://x.example', '--dialect', 'klingon'],
    '--dialect must be default or aadOptscim062020',
  ],
  [['--unknown'], "Unknown option '--unknown'"],
  [[], 'Give the Tenant URL'],
])('%j is refused with a sentence', async (argv, sentence) => {
  const { code, text } = await entra(argv);
  expect(text).toContain(sentence);
  expect(code).toBe(2);
});

test('the token is never printed', async () => {
  await using peer = await startPeer({ shown: ({ title: _, ...rest }) => rest });
  const { text, progress } = await entra([...small(peer), '--token', 'let-me-in']);
  expect(text + progress).not.toContain('let-me-in');
  const refused = await entra([...small(peer), '--token', 'a-stale-secret']);
  expect(refused.text).toContain('[token]');
  expect(refused.text).not.toContain('a-stale-secret');
});

test('--help lists every flag', async () => {
  expect((await entra(['--help'])).text).toContain('--members-per-patch N');
});
