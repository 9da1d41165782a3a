import type { UserQuery, UserRow } from '../contract.ts';
import { column, type Column } from './columns.ts';

export type UserColumn = Column<
  Exclude<keyof UserRow, 'id' | 'displayName' | 'active' | 'archivedAt'>,
  NonNullable<UserQuery['sort']>
>;

/** What a list of users can show beside the name, in this order. */
export const userColumns: readonly UserColumn[] = [
  column('userName', 'User name', 'wide', { sort: 'userName' }),
  column('email', 'E-mail', 'widest', { sort: 'email' }),
  column('externalId', 'External id', 'widest', { usual: false }),
  column('department', 'Department', 'widest'),
  column('title', 'Title', 'widest', { usual: false }),
  column('access', 'Status', ''),
  column('origin', 'Origin', 'wider'),
  column('lastSignInAt', 'Last sign-in', 'wider', { sort: 'lastSignInAt', isTime: true, usual: false }),
  column('createdAt', 'Created', 'wider', { sort: 'createdAt', isTime: true, usual: false }),
  column('updatedAt', 'Updated', 'wide', { sort: 'updatedAt', isTime: true }),
];
