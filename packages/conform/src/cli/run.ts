import { writeFileSync } from 'node:fs';
import { failureReport } from '../report/failure-report.ts';
import { jsonReport } from '../report/json-report.ts';
import { redact } from '../report/redact.ts';
import { table } from '../report/table.ts';
import { isBroken, type Result } from '../result.ts';
import { runChecks } from '../run-checks.ts';
import { CannotRun } from '../server/discover.ts';
import { help, parseOptions, UsageError, type CliOptions } from './options.ts';

/** Where a run writes: lines for people, and progress that a line after it may overwrite. */
export type Output = Readonly<{ print(line: string): void; progress(text: string): void }>;

/** The command was carried out; answers the exit code. */
export async function run(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  output: Output,
): Promise<number> {
  try {
    const options = parseOptions(argv, env);
    if (options !== 'help') return await check(options, output);
    output.print(help);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof CannotRun)) throw error;
    output.print(error.message);
    return 2;
  }
}

async function check(options: CliOptions, output: Output): Promise<number> {
  const secrets = [options.token, ...Object.values(options.headers)];
  const { baseUrl, token, headers, only, usersOnly } = options;
  output.print(redact(`Checking ${baseUrl} …`, secrets));
  const run = await runChecks({
    baseUrl,
    token,
    headers,
    usersOnly,
    ...(only === undefined ? {} : { only }),
    onResult: ({ check: { section, title } }, done, of) =>
      output.progress(`${done}/${of}  ${section}  ${title}`),
  });
  output.progress('');
  if (run.results.length === 0)
    throw new UsageError(`There is no check of ${only}; see docs/conformance.md.`);
  const failures = failureReport(run.results, secrets);
  if (failures !== '') output.print(`${failures}\n`);
  output.print(`${table(run.results)}\n`);
  if (run.left.length > 0) output.print(`These could not be removed, please do: ${run.left.join(', ')}`);
  if (options.json !== undefined) writeFileSync(options.json, jsonReport(baseUrl, run, secrets));
  output.print(verdict(run.results));
  return run.results.some(isBroken) ? 1 : 0;
}

function verdict(results: readonly Result[]): string {
  const broken = results.filter(isBroken).length;
  const should = results.filter(
    ({ check, outcome }) => check.level === 'SHOULD' && (outcome === 'fail' || outcome === 'blocked'),
  );
  const advice = should.length > 0 ? ` ${should.length} SHOULD not met.` : '';
  return broken > 0
    ? `${broken} MUST not met.${advice}`
    : `Every MUST that could be checked is met.${advice}`;
}
