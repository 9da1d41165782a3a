import { parseArgs } from 'node:util';
import type { Dialect } from '../protocol/tenant-url.ts';

/** What the command line asks for. */
export type CliOptions = {
  baseUrl: string;
  token: string;
  users: number;
  groups: number;
  seed: string;
  domain: string;
  dialect: Dialect | undefined;
  externalId: 'mailNickname' | 'objectId';
  cycles: number;
  rate: number;
  concurrency: number;
  membersPerPatch: number;
  drills: number;
  onDemand: number;
  testConnection: boolean;
  restart: 'no' | 'keep-links' | 'full';
  json: string | undefined;
  state: string | undefined;
};

/** A command line that cannot be followed; the message is one sentence for the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What `--help` prints. */
export const help = `Simulates the Microsoft Entra ID provisioning service against a SCIM 2.0 server.

Usage: pnpm entra --base-url URL --token TOKEN [options]

  --base-url URL          Tenant URL as pasted into Entra; ?aadOptscim062020 in it switches the dialect
  --token TOKEN           Secret Token; better in the environment variable ENTRA_TOKEN
  --users N               people in the directory (1000)
  --groups N              groups in the directory (40)
  --seed TEXT             the same seed gives the same directory and the same days (1)
  --domain NAME           domain of every address (entra.example)
  --dialect NAME          default or aadOptscim062020 (what the Tenant URL says)
  --external-id NAME      mailNickname or objectId flows to externalId (mailNickname)
  --cycles N              cycles to run; a day passes in the directory between two (2)
  --rate N                requests per second, 0 for no limit (25)
  --concurrency N         requests in flight (8)
  --members-per-patch N   members in one PATCH (1)
  --drills SHARE          share of requests struck by drills: repeated PATCHes, lost answers to creates,
                          mixed dialects, members added and removed in one PATCH (0)
  --on-demand N           then edit N people and provision each on demand (0)
  --restart SCOPE         start again with an initial cycle: keep-links or full (no)
  --test-connection       only test the connection
  --state FILE            remember directory and links, and continue from them next time
  --json FILE             write the reports as JSON
  --help                  this text

The exit code is 0 only when nothing failed, nothing differs and the job is not in quarantine.`;

const flags = {
  'base-url': { type: 'string' },
  token: { type: 'string' },
  users: { type: 'string', default: '1000' },
  groups: { type: 'string', default: '40' },
  seed: { type: 'string', default: '1' },
  domain: { type: 'string', default: 'entra.example' },
  dialect: { type: 'string' },
  'external-id': { type: 'string', default: 'mailNickname' },
  cycles: { type: 'string', default: '2' },
  rate: { type: 'string', default: '25' },
  concurrency: { type: 'string', default: '8' },
  'members-per-patch': { type: 'string', default: '1' },
  drills: { type: 'string', default: '0' },
  'on-demand': { type: 'string', default: '0' },
  restart: { type: 'string', default: 'no' },
  'test-connection': { type: 'boolean', default: false },
  state: { type: 'string' },
  json: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** The options of a command line, or `help`; throws a UsageError that says what to change. */
export function parseOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): CliOptions | 'help' {
  const values = readFlags(argv);
  if (values.help) return 'help';
  const token = values.token ?? env['ENTRA_TOKEN'];
  if (values['base-url'] === undefined)
    throw new UsageError('Give the Tenant URL of the server with --base-url.');
  if (token === undefined || token === '')
    throw new UsageError('Give the Secret Token with --token or in ENTRA_TOKEN.');
  const { dialect } = values;
  return {
    baseUrl: values['base-url'],
    token,
    users: count('users', values.users, 0),
    groups: count('groups', values.groups, 0),
    seed: values.seed,
    domain: values.domain,
    dialect:
      dialect === undefined ? undefined : oneOf<Dialect>('dialect', dialect, ['default', 'aadOptscim062020']),
    externalId: oneOf('external-id', values['external-id'], ['mailNickname', 'objectId']),
    cycles: count('cycles', values.cycles, 0),
    rate: count('rate', values.rate, 0),
    concurrency: count('concurrency', values.concurrency, 1),
    membersPerPatch: count('members-per-patch', values['members-per-patch'], 1),
    drills: share('drills', values.drills),
    onDemand: count('on-demand', values['on-demand'], 0),
    testConnection: values['test-connection'],
    restart: oneOf('restart', values.restart, ['no', 'keep-links', 'full']),
    json: values.json,
    state: values.state,
  };
}

function readFlags(argv: readonly string[]) {
  const args = argv[0] === '--' ? argv.slice(1) : [...argv];
  try {
    return parseArgs({ args, options: flags, strict: true }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)} See --help.`);
  }
}

function count(flag: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && text.trim() !== '') return value;
  throw new UsageError(`--${flag} must be a whole number from ${least} upwards, not "${text}".`);
}

function share(flag: string, text: string): number {
  const value = Number(text);
  if (value >= 0 && value <= 1 && text.trim() !== '') return value;
  throw new UsageError(`--${flag} must be a share from 0 to 1, not "${text}".`);
}

function oneOf<const T extends string>(flag: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === text);
  if (found !== undefined) return found;
  throw new UsageError(`--${flag} must be ${allowed.join(' or ')}, not "${text}".`);
}
