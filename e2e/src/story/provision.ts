import { baseUrlOf } from '@rollcall/domain';
import { createDirectory, createJob } from '@rollcall/entra';
import { enableScim, makeToken } from '@rollcall/testkit';
import { aDayPasses, type Day } from './a-day-passes.ts';
import type { Organisation, Workshop } from './workshop.ts';

/** Entra has tested the connection, brought 130 people and 14 groups, and has come back after an eventful day. */
export async function provision(
  { publicOrigin, secretKeys }: Workshop,
  { scope }: Organisation,
): Promise<Day> {
  await enableScim(scope, { secretKeys });
  const { secret: token } = await makeToken(scope, { label: 'Entra production' });
  const directory = createDirectory({
    seed: 'ferries',
    users: 130,
    groups: 14,
    domain: 'quillhaven.example',
  });
  const baseUrl = baseUrlOf(publicOrigin, scope.tenant.key);
  const job = createJob({ baseUrl, token, directory, requestsPerSecond: 0 });
  await job.testConnection();
  await job.runCycle({ compare: false });
  const day = aDayPasses(directory);
  await job.runCycle({ compare: false });
  job.close();
  return day;
}
