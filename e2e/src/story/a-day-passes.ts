import type { Directory, SourceGroup, SourceUser } from '@rollcall/entra';

/** Whom a day in Entra left with something to tell, the mover as they were before, and how many are known by now. */
export type Day = Readonly<{
  people: number;
  activePeople: number;
  joiner: SourceUser;
  mover: SourceUser;
  newDepartment: string;
  leaver: SourceUser;
  newGroup: SourceGroup;
}>;

/** People joined, moved, left and were renamed and groups changed; one of each is known by name. */
export function aDayPasses(directory: Directory): Day {
  const newDepartment = 'Sales / APAC';
  const before = new Map(directory.users);
  directory.evolve({ joiners: 12, movers: 12, leavers: 8, renames: 4, groupChanges: 20 });
  const [mover, leaver] = [...directory.users.values()].filter(
    (user) =>
      before.get(user.objectId) === user && user.department !== null && user.department !== newDepartment,
  );
  if (!mover || !leaver) throw new Error('Nobody was left alone by the day');

  directory.edit(mover.objectId, { department: newDepartment });
  directory.disable(leaver.objectId);
  const joiner = directory.hire({ displayName: 'Wilhelmina Ostergaard-Finch' });
  const newGroup = directory.createGroup('Harbour pilots');
  for (const { objectId } of [joiner, mover]) directory.addMember(newGroup.objectId, objectId);

  // Who was disabled before the first cycle saw them has never been sent.
  const known = [...directory.users.values()].filter(
    (user) => user.accountEnabled || before.has(user.objectId),
  );
  const isActive = (user: SourceUser) =>
    user.accountEnabled && !user.softDeleted && directory.isAssigned(user.objectId);
  const counts = { people: known.length, activePeople: known.filter(isActive).length };
  return { ...counts, joiner, mover, newDepartment, leaver, newGroup };
}
