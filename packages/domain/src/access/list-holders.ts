import {
  listAccessPaths,
  listHolders as holderRows,
  rolesOpening,
  type AccessLevel,
  type HolderRow,
  type TenantTransaction,
} from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { listOf, rowsOfPage, type List } from '../list.ts';
import type { Scope } from '../scope.ts';
import { pathView, type AccessPath } from './access-path.ts';
import { readRules } from './rules.ts';
import { requireRole } from './save-role.ts';
import { requireService } from './save-service.ts';

/** Somebody who holds a role or reaches a service, every way they do, and their best level. */
export type Holder = Omit<HolderRow, 'lastSignInAt'> &
  Readonly<{ lastSignInAt: string | null; level: AccessLevel | null; paths: AccessPath[] }>;

/** `notGranted` would be in the list if they might sign in. */
export type Holders = List<Holder> & Readonly<{ notGranted: number }>;

type Query = Readonly<{ search?: string | undefined; page: number }>;

/** One page of who holds the role, by name, and why. Throws `notFound`. */
export function listHoldersOfRole(scope: Scope, roleId: string, query: Query): Promise<Holders> {
  return inTenant(scope, async (tx) => {
    await requireRole(tx, roleId);
    return read(tx, [roleId], { roleId }, query);
  });
}

/** One page of who reaches the service, by name, and why. Throws `notFound`. */
export function listPeopleOfService(scope: Scope, serviceId: string, query: Query): Promise<Holders> {
  return inTenant(scope, async (tx) => {
    await requireService(tx, serviceId);
    return read(tx, await rolesOpening(tx, [serviceId]), { serviceId }, query);
  });
}

async function read(
  tx: TenantTransaction,
  roles: readonly string[],
  only: { roleId: string } | { serviceId: string },
  { search, page }: Query,
): Promise<Holders> {
  const rules = await readRules(tx);
  const found = await holderRows(tx, { roles }, rules, { search, ...rowsOfPage(page) });
  const ids = found.rows.map(({ id }) => id);
  const paths = Map.groupBy(await listAccessPaths(tx, ids, rules, only), ({ userId }) => userId);
  const list = listOf(page, found, (row): Holder => {
    const ways = paths.get(row.id) ?? [];
    const [best] = ways;
    return {
      ...row,
      lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
      level: 'serviceId' in only ? (best?.service?.level ?? null) : null,
      paths: ways.map(pathView),
    };
  });
  return { ...list, notGranted: search ? 0 : found.all - found.total };
}
