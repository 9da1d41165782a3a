import { runConcurrently } from '../job/run-concurrently.ts';
import { SyncFailure } from '../job/sync-failure.ts';
import { nameOf } from '../job/run-cycle.ts';
import { isObject } from '../mapping/target-path.ts';
import { scimRequests } from '../protocol/requests.ts';
import { listAll } from './list-all.ts';
import type { Cycle } from '../job/cycle.ts';
import type { JsonObject } from '../mapping/target-path.ts';
import type { Comparison } from './comparison.ts';

/** What is read back, and what is done with it. */
export type ListingCheck = {
  kind: 'users' | 'groups';
  links: ReadonlyMap<string, { id: string }>;
  each: (resource: JsonObject) => void;
  compare: (object: string, resource: JsonObject) => void;
};

/** Every linked object was compared, from the listing or by its id; answers how many others the listing holds. */
export async function compareListing(
  cycle: Cycle,
  comparison: Comparison,
  check: ListingCheck,
): Promise<number> {
  const owners = new Map(Array.from(check.links, ([object, { id }]) => [id, object]));
  const listed = new Set<string>();
  const isListed = await readListing(cycle, comparison, check, owners, listed);
  const missing = [...owners].filter(([id]) => !listed.has(id));
  await runConcurrently(missing, cycle.settings.concurrency, async ([id, object]) => {
    const resource = await readById(cycle, comparison, check.kind, id, object);
    if (resource === undefined) return;
    if (isListed) differ(comparison, nameOf(cycle, object), 'listing', 'listed', 'only found by id');
    check.compare(object, resource);
  });
  return [...listed].filter((id) => !owners.has(id)).length;
}

async function readListing(
  cycle: Cycle,
  comparison: Comparison,
  check: ListingCheck,
  owners: ReadonlyMap<string, string>,
  listed: Set<string>,
): Promise<boolean> {
  try {
    for await (const { resources, totalResults } of listAll(check.kind, cycle.send)) {
      for (const resource of resources) {
        const id = String(resource['id']);
        const object = owners.get(id);
        if (listed.has(id)) differ(comparison, object ?? id, 'listing', 'listed once', 'listed twice');
        else check.each(resource);
        if (object !== undefined && !listed.has(id)) check.compare(object, resource);
        listed.add(id);
      }
      cycle.settings.onProgress({
        phase: 'compare',
        done: Math.min(listed.size, totalResults),
        total: totalResults,
      });
    }
    return true;
  } catch (error) {
    if (!(error instanceof SyncFailure)) throw error;
    differ(comparison, check.kind, 'listing', 'a ListResponse', `${error.code}: ${error.message}`);
    return false;
  }
}

async function readById(
  cycle: Cycle,
  comparison: Comparison,
  kind: 'users' | 'groups',
  id: string,
  object: string,
): Promise<JsonObject | undefined> {
  const answer = await cycle.send(kind === 'users' ? scimRequests.readUser(id) : scimRequests.readGroup(id));
  if (answer.status === 200 && isObject(answer.body)) return answer.body;
  differ(
    comparison,
    nameOf(cycle, object),
    'id',
    id,
    `nothing (${answer.status === 0 ? 'no answer' : answer.status})`,
  );
  return undefined;
}

function differ(
  comparison: Comparison,
  object: string,
  attribute: string,
  expected: unknown,
  found: unknown,
): void {
  comparison.differences.push({ object, attribute, expected, found });
}
