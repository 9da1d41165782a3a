import type { UserQuery, UserRow } from '../contract.ts';

export type UserColumn = Readonly<{
  key: Exclude<keyof UserRow, 'id' | 'displayName' | 'active' | 'archivedAt'>;
  text: string;
  /** Ordered by when its heading is pressed. */
  sort: UserQuery['sort'] | null;
  isTime: boolean;
  /** The room a table must have for it, where nobody has chosen columns. */
  room: '' | 'wide' | 'wider' | 'widest';
  /** Shown to who has chosen none. */
  usual: boolean;
}>;

const column = (
  key: UserColumn['key'],
  text: string,
  room: UserColumn['room'],
  more: Partial<UserColumn> = {},
): UserColumn => ({ key, text, room, sort: null, isTime: false, usual: true, ...more });

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

export const columnsCookie = 'user_columns';

/** The columns that a cookie names, for good even where there is little room; else the usual ones. */
export function chosenColumns(cookie: string | undefined): readonly UserColumn[] {
  const keys = new Set((cookie ?? '').split('.'));
  const chosen = userColumns
    .filter(({ key }) => keys.has(key))
    .map((each) => ({ ...each, room: '' as const }));
  return chosen.length > 0 ? chosen : userColumns.filter(({ usual }) => usual);
}
