import { chmodSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createDirectory, createJob, isClean, type CycleReport } from '@rollcall/entra';
import { openImage } from '../test/container.ts';
import { openCustomer, openStage, runOnce, startTask } from '../test/stage.ts';
import { openBalancer } from './balancer.ts';

/** What an earlier checkout's `assemble.sh` made. Without it, this release replaces itself with a migration more. */
const previousBuild = process.env['PREVIOUS_BUILD'];

/** What the next release might add: it suits the one before it, as docs/decisions/0046 demands. */
const expanding = `
  alter table users add column badge text;
  alter table users add constraint users_badge_check check (length(badge) <= 100) not valid;
  create table badges (
    tenant_id uuid not null, id uuid not null default uuidv7(), name text not null, primary key (tenant_id, id)
  );
  call protect('badges');
`;

test('a release replaces the one before it, schema first and task by task, and a cycle of Entra never notices', async () => {
  await using balancer = await openBalancer();
  await using stage = await openStage({ publicOrigin: balancer.origin });
  using previous = openImage('api', previousBuild);
  await runOnce(previous, stage.environment.roles(), '/app/roles.js');
  await runOnce(previous, stage.environment.migrate(), '/app/migrate.js');
  const old = [await startTask(stage, previous), await startTask(stage, previous)];
  for (const { port } of old) balancer.add(port);
  const customer = await openCustomer(stage, balancer.origin);

  const upgrade = Promise.withResolvers<void>();
  const cycles = provisionUntil(upgrade.promise, customer);

  using next = openImage('api');
  chmodSync(`${next.files}/migrations`, 0o755);
  writeFileSync(`${next.files}/migrations/9999_expand.sql`, expanding, { mode: 0o644 });
  expect(await runOnce(next, stage.environment.migrate(), '/app/migrate.js')).toContain('9999_expand');
  const fresh = [];
  for (const { container, port } of old) {
    const task = await startTask(stage, next);
    balancer.add(task.port);
    fresh.push(task);
    await balancer.drain(port);
    container.signal('SIGTERM');
    expect(await container.ended).toBe(0);
  }
  upgrade.resolve();

  const reports = await cycles;
  expect(reports.length).toBeGreaterThan(1);
  for (const report of reports) {
    expect(report.failures).toEqual([]);
    expect(statusesOf(report)).toEqual([]);
    expect(isClean(report)).toBe(true);
  }
  for (const { port } of [...old, ...fresh]) expect(balancer.answered.get(port)).toBeGreaterThan(0);
});

/** A directory's cycles, one after the other, and one more after `done`: so the last is served by the new alone. */
async function provisionUntil(
  done: Promise<void>,
  { baseUrl, token }: { baseUrl: string; token: string },
): Promise<CycleReport[]> {
  let isDone = false;
  void done.then(() => (isDone = true));
  const directory = createDirectory({ seed: 'upgrade', users: 200, groups: 12 });
  const job = createJob({ baseUrl, token, directory, requestsPerSecond: 0, concurrency: 8 });
  const reports: CycleReport[] = [];
  try {
    for (let isLast = false; !isLast;) {
      isLast = isDone;
      if (reports.length > 0)
        directory.evolve({ joiners: 4, movers: 8, leavers: 4, renames: 2, groupChanges: 3 });
      reports.push(await job.runCycle());
    }
    return reports;
  } finally {
    job.close();
  }
}

/** Answers that no cycle on a quiet system gets: none at all, and failures of the server. */
function statusesOf({ requests }: CycleReport): string[] {
  return Object.values(requests).flatMap((byStatus) =>
    Object.keys(byStatus).filter((status) => status === 'no answer' || Number(status) >= 500),
  );
}
