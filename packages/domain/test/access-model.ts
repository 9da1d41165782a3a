import { accessLevels, type AccessLevel } from '@rollcall/database';

/** A small organisation, and who reaches what in it, worked out without any SQL. Things go by their place in the lists. */
export type World = {
  users: { granted: boolean; department: string; claims: string[] }[];
  groups: {
    users: { user: number; effective: boolean }[];
    groups: { group: number; effective: boolean }[];
  }[];
  roles: { rule: Rule | null; users: number[]; groups: number[]; gone: boolean }[];
  policies: { enabled: boolean; roles: number[]; services: Record<number, AccessLevel>; gone: boolean }[];
  services: { gone: boolean }[];
};

/** Matches whoever is in the department or whose last sign-in claimed the group. */
export type Rule = { department?: string; claim?: string };

/** The level at which each user who may sign in reaches each service: `user/service`. */
export function reachIn(world: World): Map<string, AccessLevel> {
  const reach = new Map<string, AccessLevel>();
  for (const [user, { granted }] of world.users.entries()) {
    if (!granted) continue;
    for (const [service, level] of servicesOf(world, user)) reach.set(`${user}/${service}`, level);
  }
  return reach;
}

/** What a user reaches, or would if they might sign in. */
export function servicesOf(world: World, user: number): Map<number, AccessLevel> {
  const held = rolesOf(world, user);
  const best = new Map<number, AccessLevel>();
  for (const policy of world.policies) {
    if (policy.gone || !policy.enabled || !policy.roles.some((role) => held.has(role))) continue;
    for (const [key, level] of Object.entries(policy.services)) {
      const service = Number(key);
      const known = best.get(service);
      if (world.services[service]!.gone) continue;
      if (known === undefined || rank(level) > rank(known)) best.set(service, level);
    }
  }
  return best;
}

export function rolesOf(world: World, user: number): Set<number> {
  const inside = groupsOf(world, user);
  const held = world.roles.flatMap((role, index) => {
    const { department, claims } = world.users[user]!;
    const { rule } = role;
    const byRule =
      rule !== null && (rule.department === department || claims.some((each) => each === rule.claim));
    const isHeld = role.users.includes(user) || role.groups.some((group) => inside.has(group)) || byRule;
    return isHeld && !role.gone ? [index] : [];
  });
  return new Set(held);
}

function groupsOf(world: World, user: number): Set<number> {
  const inside = new Set<number>();
  const enter = (group: number): void => {
    if (inside.has(group)) return;
    inside.add(group);
    for (const [outer, { groups }] of world.groups.entries())
      if (groups.some((each) => each.group === group && each.effective)) enter(outer);
  };
  for (const [group, { users }] of world.groups.entries())
    if (users.some((each) => each.user === user && each.effective)) enter(group);
  return inside;
}

export const rank = (level: AccessLevel | null): number =>
  level === null ? -1 : accessLevels.indexOf(level);
