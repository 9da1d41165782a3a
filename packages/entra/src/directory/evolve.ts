import { departments, jobTitles, projects } from './departments.ts';
import { ancestorsOf, everyoneGroup, officeGroup } from './make-groups.ts';
import { anotherFamilyName, origins } from './person-names.ts';
import { createRandom } from '../random.ts';
import type { Directory } from './create-directory.ts';
import type { Random } from '../random.ts';
import type { SourceGroup, SourceUser } from './source.ts';

/** How much happens in a day, as counts. */
export type Day = { joiners: number; movers: number; leavers: number; renames: number; groupChanges: number };

/** A day's worth of joiners, movers, leavers, renames and group changes has happened, decided by seed and position. */
export function evolve(directory: Directory, seed: string | number, day: Day): void {
  const random = createRandom(seed, 'day', directory.position());
  returnOrPurgeThoseWhoLeft(directory, random, day);
  for (const user of sampleActive(directory, random, day.renames)) renamePerson(directory, random, user);
  for (const user of sampleActive(directory, random, day.movers)) movePerson(directory, random, user);
  for (const user of sampleActive(directory, random, day.leavers)) removePerson(directory, random, user);
  for (let i = 0; i < day.joiners; i++) join(directory, random);
  for (let i = 0; i < day.groupChanges; i++) changeGroups(directory, random);
}

function sampleActive(directory: Directory, random: Random, count: number): SourceUser[] {
  const active = [...directory.users.values()].filter((user) => user.accountEnabled && !user.softDeleted);
  const chosen = new Set<SourceUser>();
  while (chosen.size < Math.min(count, active.length)) chosen.add(random.pick(active));
  return [...chosen];
}

function returnOrPurgeThoseWhoLeft(directory: Directory, random: Random, day: Day): void {
  const left = [...directory.users.values()].filter((user) => user.softDeleted || !user.accountEnabled);
  for (const user of left.slice(0, day.leavers)) {
    if (user.softDeleted && random.chance(0.5)) directory.purge(user.objectId);
    else if (user.softDeleted && random.chance(0.3)) directory.restore(user.objectId);
    else if (!user.accountEnabled && random.chance(0.3)) directory.enable(user.objectId);
  }
}

function renamePerson(directory: Directory, random: Random, user: SourceUser): void {
  const origin = origins.find((one) => one.language === user.preferredLanguage) ?? random.pick(origins);
  directory.rename(user.objectId, anotherFamilyName(origin, user.surname, random));
}

function movePerson(directory: Directory, random: Random, user: SourceUser): void {
  const department = random.pick(departments);
  const { objectId } = user;
  for (const name of ancestorsOf(user.department)) leaveGroup(directory, name, objectId);
  for (const name of ancestorsOf(department)) joinGroup(directory, name, objectId);
  directory.edit(objectId, {
    department,
    jobTitle: random.pick(jobTitles),
    mobile: random.chance(0.3) ? null : `+1 555 ${String(random.below(1e7)).padStart(7, '0')}`,
  });
  const leader = random.pick([...directory.users.values()]);
  if (leader.objectId !== objectId && !isBelow(directory, leader, objectId)) {
    directory.changeManager(objectId, leader.objectId);
  }
}

function isBelow(directory: Directory, user: SourceUser, boss: string): boolean {
  for (let at: SourceUser | undefined = user; at?.manager != null; at = directory.users.get(at.manager)) {
    if (at.manager === boss) return true;
  }
  return false;
}

function removePerson(directory: Directory, random: Random, { objectId }: SourceUser): void {
  const how = random.next();
  if (how < 0.5) return directory.disable(objectId);
  if (how < 0.8) return directory.softDelete(objectId);
  for (const group of directory.groups.values()) {
    if (group.members.has(objectId)) directory.removeMember(group.objectId, objectId);
  }
  directory.unassign(objectId);
}

function join(directory: Directory, random: Random): void {
  const user = directory.hire(random.chance(0.05) ? { accountEnabled: false } : {});
  joinGroup(directory, everyoneGroup, user.objectId);
  for (const name of ancestorsOf(user.department)) joinGroup(directory, name, user.objectId);
  if (user.city !== null) joinGroup(directory, officeGroup(user.city), user.objectId);
}

function changeGroups(directory: Directory, random: Random): void {
  const groups = [...directory.groups.values()].filter((group) => group.displayName !== everyoneGroup);
  const how = random.next();
  if (groups.length === 0 || how < 0.15) return formGroup(directory, random);
  const group = random.pick(groups);
  if (how < 0.25)
    return directory.renameGroup(group.objectId, freeName(directory, `${group.displayName} (renamed)`));
  if (how < 0.3) return directory.deleteGroup(group.objectId);
  const people = sampleActive(directory, random, 3);
  for (const user of people) directory.addMember(group.objectId, user.objectId);
  const [first] = group.members;
  if (first !== undefined) directory.removeMember(group.objectId, first);
}

function formGroup(directory: Directory, random: Random): void {
  const group = directory.createGroup(freeName(directory, `${random.pick(projects)} task force`));
  for (const user of sampleActive(directory, random, 2 + random.below(8))) {
    directory.addMember(group.objectId, user.objectId);
  }
}

function freeName(directory: Directory, wanted: string): string {
  const names = new Set(Array.from(directory.groups.values(), (group) => group.displayName.toLowerCase()));
  let name = wanted;
  for (let i = 2; names.has(name.toLowerCase()); i++) name = `${wanted} ${i}`;
  return name;
}

function joinGroup(directory: Directory, displayName: string, user: string): void {
  const group = groupNamed(directory, displayName);
  if (group !== undefined) directory.addMember(group.objectId, user);
}

function leaveGroup(directory: Directory, displayName: string, user: string): void {
  const group = groupNamed(directory, displayName);
  if (group !== undefined) directory.removeMember(group.objectId, user);
}

function groupNamed(directory: Directory, displayName: string): SourceGroup | undefined {
  for (const group of directory.groups.values()) if (group.displayName === displayName) return group;
  return undefined;
}
