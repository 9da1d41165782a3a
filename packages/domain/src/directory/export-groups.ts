import { eachMatchingGroup } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { groupRow, type GroupRow } from './group.ts';
import type { GroupQuery } from './list-groups.ts';
import { writeRows, type ExportFormat, type Write } from './write-rows.ts';

/** What an export says of a group, in the order of its columns. */
const columns = [
  'id',
  'displayName',
  'externalId',
  'members',
  'origin',
  'createdAt',
  'updatedAt',
  'archivedAt',
] as const satisfies (keyof GroupRow)[];

/** Every group that the filter means has been written, a portion at a time. */
export function exportGroups(
  scope: Scope,
  { sort = 'displayName', order, ...filter }: Omit<GroupQuery, 'page'>,
  to: { format: ExportFormat; write: Write },
): Promise<void> {
  const asked = { ...filter, sort, descending: order === 'desc' };
  return inTenant(scope, (tx) =>
    writeRows(to, columns, (take) => eachMatchingGroup(tx, asked, (rows) => take(rows.map(groupRow)))),
  );
}
