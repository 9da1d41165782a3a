import type { AccessLevel, AccessPathRow, RoleSource } from '@rollcall/database';

type Named = Readonly<{ id: string; name: string }>;

/** One way to a service or role: the groups from the one somebody is in to the one that was given the role. */
export type AccessPath = Readonly<{
  source: RoleSource;
  groups: readonly Named[];
  role: Named;
  policy: Named | null;
  level: AccessLevel | null;
}>;

/** What somebody reaches: each service at its best level with every way there, and the roles that open nothing yet. */
export type EffectiveAccess = Readonly<{
  services: (Named & Readonly<{ address: string; level: AccessLevel; paths: AccessPath[] }>)[];
  idleRoles: AccessPath[];
}>;

/** The rows of one person or group, which come by service and best level first. */
export function effectiveAccess(rows: readonly AccessPathRow[]): EffectiveAccess {
  const services = new Map<string, EffectiveAccess['services'][number]>();
  for (const row of rows) {
    if (!row.service) continue;
    const known = services.get(row.service.id) ?? { ...row.service, paths: [] };
    known.paths.push(pathView(row));
    services.set(row.service.id, known);
  }
  const idle = rows.filter(({ service }) => service === null);
  return { services: [...services.values()], idleRoles: idle.map(pathView) };
}

/** The row as a way. */
export function pathView({ source, groups, role, policy, service }: AccessPathRow): AccessPath {
  return { source, groups, role, policy, level: service?.level ?? null };
}
