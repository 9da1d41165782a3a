import type { GroupQuery, GroupRow } from '../contract.ts';
import { column, type Column } from './columns.ts';

export type GroupColumn = Column<
  Exclude<keyof GroupRow, 'id' | 'displayName' | 'archivedAt'>,
  NonNullable<GroupQuery['sort']>
>;

/** What a list of groups can show beside the name, in this order. */
export const groupColumns: readonly GroupColumn[] = [
  column('members', 'Members', '', { sort: 'members' }),
  column('externalId', 'External id', 'widest', { usual: false }),
  column('origin', 'Origin', 'wide'),
  column('createdAt', 'Created', 'wider', { isTime: true, usual: false }),
  column('updatedAt', 'Updated', '', { sort: 'updatedAt', isTime: true }),
];
