import { createDirectory } from '../directory/create-directory.ts';
import { createJob } from '../job/create-job.ts';
import { parseTenantUrl } from '../protocol/tenant-url.ts';
import { isClean } from '../report/cycle-report.ts';
import { renderReport } from '../report/render-report.ts';
import { help, parseOptions, UsageError } from './options.ts';
import { createProgressBar } from './progress-bar.ts';
import { readStateFile, writeJsonFile } from './state-file.ts';
import type { Directory } from '../directory/create-directory.ts';
import type { Day } from '../directory/evolve.ts';
import type { ConnectionTest, Job } from '../job/create-job.ts';
import type { CycleReport } from '../report/cycle-report.ts';
import type { CliOptions } from './options.ts';
import type { ProgressStream } from './progress-bar.ts';
import type { SavedRun } from './state-file.ts';

/** Where a run writes: lines for people, progress beside them. */
export type Output = { print(line: string): void; progress: ProgressStream };

/** The command was carried out; answers the exit code. */
export async function run(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  output: Output,
): Promise<number> {
  try {
    const options = parseOptions(argv, env);
    if (options !== 'help') return await provision(options, output);
    output.print(help);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    output.print(error.message);
    return 2;
  }
}

async function provision(options: CliOptions, output: Output): Promise<number> {
  const base = baseOf(options.baseUrl);
  const progress = createProgressBar(output.progress);
  const { directory, job, isContinued } = open(options, base, progress.show);
  const { users, groups } = directory;
  output.print(
    `${isContinued ? 'Continuing' : 'Starting'} with ${users.size} users and ${groups.size} groups.`,
  );
  try {
    const connection = await job.testConnection();
    output.print(connection.ok ? `Test Connection: ${base} is ready.` : explain(connection, base));
    if (!connection.ok || options.testConnection) return connection.ok ? 0 : 1;
    const reports: CycleReport[] = [];
    for await (const report of cycles(options, { directory, job, isContinued })) {
      progress.clear();
      reports.push(report);
      output.print(renderReport(report));
      if (options.state !== undefined) save(options.state, base, directory, job);
    }
    if (options.json !== undefined) writeJsonFile(options.json, { base, reports });
    const isOk = reports.every(isClean);
    output.print(
      isOk ? 'All is well: no failures, no differences, no quarantine.' : 'Not all is well: see above.',
    );
    return isOk ? 0 : 1;
  } finally {
    job.close();
  }
}

function baseOf(baseUrl: string): string {
  try {
    return parseTenantUrl(baseUrl).base;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

type Opened = { directory: Directory; job: Job; isContinued: boolean };

function open(
  options: CliOptions,
  base: string,
  onProgress: Parameters<typeof createJob>[0]['onProgress'],
): Opened {
  const saved = options.state === undefined ? undefined : readStateFile(options.state, base);
  const { seed, users, groups, domain, drills } = options;
  const directory = createDirectory(
    saved?.directory.options ?? { seed, users, groups, domain },
    saved?.directory.events,
  );
  const job = createJob({
    baseUrl: options.baseUrl,
    token: options.token,
    directory,
    seed,
    requestsPerSecond: options.rate,
    concurrency: options.concurrency,
    membersPerPatch: options.membersPerPatch,
    externalId: options.externalId,
    faults: {
      duplicatePatch: drills,
      lostCreateAnswer: drills,
      mixedDialects: drills,
      interleavedMembers: drills,
    },
    ...(options.dialect !== undefined && { dialect: options.dialect }),
    ...(onProgress !== undefined && { onProgress }),
    ...(saved !== undefined && { saved: saved.job }),
  });
  if (options.restart !== 'no') job.restart(options.restart === 'full' ? { resetScope: 'Full' } : {});
  return { directory, job, isContinued: saved !== undefined };
}

async function* cycles(
  options: CliOptions,
  { directory, job, isContinued }: Opened,
): AsyncGenerator<CycleReport> {
  for (let i = 0; i < options.cycles; i++) {
    if (i > 0 || isContinued) directory.evolve(dayFor(directory));
    yield await job.runCycle();
  }
  const people = [...directory.users.values()].filter((user) => user.accountEnabled && !user.softDeleted);
  const chosen = people.slice(0, options.onDemand);
  for (const { objectId, jobTitle } of chosen) {
    directory.edit(objectId, { jobTitle: `${jobTitle ?? 'Colleague'} (on demand)` });
    const report = await job.provisionOnDemand(objectId);
    if (objectId === chosen.at(-1)?.objectId) report.comparison = await job.compare();
    yield report;
  }
}

function dayFor({ users, groups }: Directory): Day {
  const share = (part: number): number => (users.size === 0 ? 0 : Math.max(1, Math.round(users.size * part)));
  return {
    joiners: share(0.01),
    movers: share(0.02),
    leavers: share(0.01),
    renames: share(0.005),
    groupChanges: Math.ceil(groups.size * 0.1),
  };
}

function save(path: string, base: string, directory: Directory, job: Job): void {
  const run: SavedRun = { version: 1, base, directory: directory.save(), job: job.save() };
  writeJsonFile(path, run);
}

function explain({ code, status, detail }: Extract<ConnectionTest, { ok: false }>, base: string): string {
  if (code === 'CredentialValidationUnavailable') {
    return `Test Connection: ${base} cannot be reached (${detail}); check the address and that the server runs.`;
  }
  if (code === 'SystemForCrossDomainIdentityManagementInvalidCredentials') {
    return `Test Connection: ${base} refused the token with ${status} (${detail}); make a new one and pass it with --token or ENTRA_TOKEN.`;
  }
  const answer = status === undefined ? '' : ` after status ${status}`;
  return `Test Connection: ${base} does not answer like a SCIM 2.0 service: ${code}${answer} (${detail}); check that the address is the SCIM base.`;
}
