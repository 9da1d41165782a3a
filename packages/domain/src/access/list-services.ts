import { listServices as serviceRows, type NamedFilter, type ServiceRow } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { listOf, rowsOfPage, type List } from '../list.ts';
import type { Scope } from '../scope.ts';

/** A service in a list. Times are ISO 8601. */
export type Service = Omit<ServiceRow, 'createdAt' | 'updatedAt'> &
  Readonly<{ createdAt: string; updatedAt: string }>;

export type NamedQuery = NamedFilter & Readonly<{ page: number }>;

/** One page of the organisation's services, by name. */
export async function listServices(scope: Scope, { page, ...filter }: NamedQuery): Promise<List<Service>> {
  const found = await inTenant(scope, (tx) => serviceRows(tx, { ...filter, ...rowsOfPage(page) }));
  return listOf(page, found, dated);
}

/** The row with its times as text. */
export function dated<Row extends { createdAt: Date; updatedAt: Date }>(row: Row) {
  return { ...row, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() };
}
