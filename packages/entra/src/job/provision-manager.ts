import { managerPatch, managerRemovalPatch } from '../protocol/patch-bodies.ts';
import { scimRequests } from '../protocol/requests.ts';
import { dialectOf, isInScope, sendPatch, variantOf } from './cycle.ts';
import { putInEscrow } from './escrow.ts';
import { readList } from './read-answer.ts';
import type { Cycle } from './cycle.ts';
import type { UserLink } from './job-state.ts';

/** The target user's manager is the link of the directory's manager, or gone when the directory has none any more. */
export async function provisionManager(cycle: Cycle, object: string): Promise<void> {
  const user = cycle.directory.users.get(object);
  const link = cycle.state.users.get(object);
  if (user === undefined || link === undefined || !isInScope(cycle, user)) return;
  if (user.manager === null) return removeManager(cycle, object, link);
  const managerId = cycle.state.users.get(user.manager)?.id;
  if (managerId === undefined) return waitForManager(cycle, object, user.manager);
  const present = presentManager(cycle, object, link);
  if (present !== managerId && !(await isAlreadySet(cycle, object, link.id, managerId))) {
    const subject = `${object} manager ${user.manager}`;
    const body = managerPatch(
      dialectOf(cycle, subject),
      managerId,
      present !== undefined,
      variantOf(cycle, subject),
    );
    await sendPatch(cycle, scimRequests.setManager(link.id, body), subject);
  }
  cycle.state.users.set(object, { ...link, manager: user.manager });
}

async function removeManager(cycle: Cycle, object: string, link: UserLink): Promise<void> {
  // Only a manager this job has written is taken away; another one was there before.
  if (link.manager === undefined || link.manager === null) return;
  const present = presentManager(cycle, object, link);
  if (present !== undefined || !cycle.targetManagers.has(object)) {
    const subject = `${object} manager removed`;
    const body = managerRemovalPatch(dialectOf(cycle, subject), present, variantOf(cycle, subject));
    await sendPatch(cycle, scimRequests.setManager(link.id, body), subject);
  }
  cycle.state.users.set(object, { ...link, manager: null });
}

function presentManager(cycle: Cycle, object: string, link: UserLink): string | undefined {
  if (cycle.targetManagers.has(object)) return cycle.targetManagers.get(object);
  return link.manager == null ? undefined : cycle.state.users.get(link.manager)?.id;
}

// A manager who is out of scope is never waited for; one who failed may arrive in a later cycle.
function waitForManager(cycle: Cycle, object: string, manager: string): void {
  const source = cycle.directory.users.get(manager);
  if (source === undefined || !isInScope(cycle, source)) return;
  cycle.recorder.report.skippedReferences++;
  putInEscrow(cycle.state, 'manager', object, cycle.settings.cycleIntervalMs);
}

async function isAlreadySet(cycle: Cycle, object: string, id: string, managerId: string): Promise<boolean> {
  if (!cycle.settings.checkReferences) return false;
  const request = scimRequests.checkManager(id, managerId, variantOf(cycle, object));
  return readList(request, await cycle.send(request)).totalResults > 0;
}
