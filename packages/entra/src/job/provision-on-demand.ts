import { attempt } from './cycle.ts';
import { probe } from './probe.ts';
import { memberChanges, provisionMembers } from './provision-members.ts';
import { provisionGroup } from './provision-group.ts';
import { provisionManager } from './provision-manager.ts';
import { provisionUser } from './provision-user.ts';
import { nameOf, stopInQuarantine } from './run-cycle.ts';
import type { Cycle } from './cycle.ts';

/** Entra provisions at most this many members of a group on demand. */
const memberLimit = 5;

/** One user, or one group with at most five of its members, has been provisioned at once. */
export async function provisionOnDemand(cycle: Cycle, object: string): Promise<void> {
  try {
    await probe(cycle);
    if (cycle.directory.groups.has(object)) await groupOnDemand(cycle, object);
    else await userOnDemand(cycle, object);
  } catch (error) {
    stopInQuarantine(cycle, error);
  }
}

async function userOnDemand(cycle: Cycle, object: string): Promise<void> {
  const name = nameOf(cycle, object);
  await attempt(cycle, { kind: 'user', object, name }, () => provisionUser(cycle, object));
  await attempt(cycle, { kind: 'manager', object, name }, () => provisionManager(cycle, object));
}

async function groupOnDemand(cycle: Cycle, object: string): Promise<void> {
  const name = nameOf(cycle, object);
  const members = [...(cycle.directory.groups.get(object)?.members ?? [])].slice(0, memberLimit);
  for (const member of members) await userOnDemand(cycle, member);
  await attempt(
    cycle,
    { kind: 'group', object, name },
    async () => void (await provisionGroup(cycle, object)),
  );
  for (const change of memberChanges(cycle, object, members)) {
    await attempt(cycle, { kind: 'members', object, name }, () => provisionMembers(cycle, change));
  }
}
