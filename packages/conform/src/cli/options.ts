import { parseArgs } from 'node:util';

/** What the command line asks for. */
export type CliOptions = Readonly<{
  baseUrl: string;
  token: string;
  headers: Readonly<Record<string, string>>;
  only: string | undefined;
  usersOnly: boolean;
  json: string | undefined;
}>;

/** A command line that cannot be followed; the message is one sentence for the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What `--help` prints. */
export const help = `Checks a SCIM 2.0 service provider against RFC 7643, 7644 and 9865, as a client.

Usage: npx pnpm@12 conform --base-url URL --token TOKEN [options]

  --base-url URL        the SCIM base, such as https://host/scim/v2
  --token TOKEN         bearer token; better in the environment variable SCIM_TOKEN
  --header NAME:VALUE   sent with every request; may be given more than once
  --only SECTION        one section and those below it, such as "RFC 7644 §3.5.2" or 7644-3.5.2
  --users-only          leave groups alone
  --json FILE           write the results as JSON
  --help                this text

It makes resources named scim-conform-… and removes them at the end. Use a tenant made for tests.

The exit code is 0 when no MUST failed, 1 when one did or could not be judged, 2 when nothing could be run.`;

const flags = {
  'base-url': { type: 'string' },
  token: { type: 'string' },
  header: { type: 'string', multiple: true },
  only: { type: 'string' },
  'users-only': { type: 'boolean', default: false },
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
  const token = values.token ?? env['SCIM_TOKEN'];
  if (!token) throw new UsageError('Give the bearer token with --token or in SCIM_TOKEN.');
  return {
    baseUrl: baseOf(values['base-url']),
    token,
    headers: Object.fromEntries((values.header ?? []).map(headerOf)),
    only: values.only === undefined ? undefined : sectionOf(values.only),
    usersOnly: values['users-only'],
    json: values.json,
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

function baseOf(text: string | undefined): string {
  if (text === undefined) throw new UsageError('Give the SCIM base of the server with --base-url.');
  if (!URL.canParse(text) || !/^https?:/.test(text)) {
    throw new UsageError(`--base-url must be an address such as https://host/scim/v2, not "${text}".`);
  }
  const { origin, pathname } = new URL(text);
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}

function headerOf(text: string): [string, string] {
  const match = /^([!#$%&'*+.^_`|~\w-]+):\s*(.+)$/.exec(text);
  if (match?.[1] && match[2]) return [match[1], match[2]];
  throw new UsageError(`--header must be NAME:VALUE, not "${text.split(':')[0]}".`);
}

function sectionOf(text: string): string {
  const match = /^(?:RFC *)?(7643|7644|9865)(?:[ -]*§? *([\d.]*\d))?$/i.exec(text.trim());
  if (!match) throw new UsageError(`--only must be a section such as "RFC 7644 §3.5.2", not "${text}".`);
  return match[2] === undefined ? `RFC ${match[1]}` : `RFC ${match[1]} §${match[2]}`;
}
