import { countHolders, listPoliciesOfRole, type HolderCount } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { dated } from './list-services.ts';
import type { Role } from './list-roles.ts';
import { readRule, readRules } from './rules.ts';
import { requireRole } from './save-role.ts';

type Named = Readonly<{ id: string; name: string }>;

/** A role with the policies it is in, and whom its rule matches now or why it matches nobody. */
export type RoleDetail = Omit<Role, 'policies'> &
  Readonly<{
    policies: (Named & Readonly<{ enabled: boolean; services: Named[] }>)[];
    matched: HolderCount | null;
    ruleProblem: string | null;
  }>;

/** The role of that id. Throws `notFound`. */
export function getRole(scope: Scope, id: string): Promise<RoleDetail> {
  return inTenant(scope, async (tx) => {
    const role = await requireRole(tx, id);
    const rules = await readRules(tx);
    const read = role.rule === null ? undefined : readRule(rules.target, role.rule);
    return {
      ...dated(role),
      policies: await listPoliciesOfRole(tx, id),
      matched: read && 'filter' in read ? await countHolders(tx, { filters: [read.filter] }, rules) : null,
      ruleProblem: read && 'problem' in read ? read.problem : null,
    };
  });
}
