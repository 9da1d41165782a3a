import { compareGroups } from './compare-groups.ts';
import { compareMatching } from './compare-matching.ts';
import { compareUsers } from './compare-users.ts';
import type { Cycle } from '../job/cycle.ts';
import type { Comparison } from './comparison.ts';

/** Everything the server holds was read back and set against the directory. */
export async function compareWithDirectory(cycle: Cycle): Promise<Comparison> {
  const comparison: Comparison = {
    users: 0,
    groups: 0,
    memberships: 0,
    differences: [],
    others: { users: 0, groups: 0, members: 0 },
  };
  await compareUsers(cycle, comparison);
  await compareGroups(cycle, comparison);
  await compareMatching(cycle, comparison);
  return comparison;
}
