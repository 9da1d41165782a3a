import { listPolicies as policyRows, type PolicyRow } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { listOf, rowsOfPage, type List } from '../list.ts';
import type { Scope } from '../scope.ts';
import { dated, type NamedQuery } from './list-services.ts';

/** A policy with its roles and services. Times are ISO 8601. */
export type Policy = Omit<PolicyRow, 'createdAt' | 'updatedAt'> &
  Readonly<{ createdAt: string; updatedAt: string }>;

/** One page of the organisation's policies, by name. */
export async function listPolicies(scope: Scope, { search, page }: NamedQuery): Promise<List<Policy>> {
  const found = await inTenant(scope, (tx) => policyRows(tx, { search, ...rowsOfPage(page) }));
  return listOf(page, found, dated);
}
