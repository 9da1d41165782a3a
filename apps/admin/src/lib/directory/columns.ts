/** What a list can show beside the name, in the words of its row and of what it can be ordered by. */
export type Column<Key extends string = string, Sort extends string = string> = Readonly<{
  key: Key;
  text: string;
  /** Ordered by when its heading is pressed. */
  sort: Sort | null;
  isTime: boolean;
  /** The room a table must have for it, where nobody has chosen columns. */
  room: '' | 'wide' | 'wider' | 'widest';
  /** Shown to who has chosen none. */
  usual: boolean;
}>;

/** A column, usual and not ordered by unless it says so. */
export function column<Key extends string, Sort extends string = never>(
  key: Key,
  text: string,
  room: Column['room'],
  more: Partial<Pick<Column<Key, Sort>, 'sort' | 'isTime' | 'usual'>> = {},
): Column<Key, Sort> {
  return { key, text, room, sort: null, isTime: false, usual: true, ...more };
}

/** The columns that a cookie names, for good even where there is little room; else the usual ones. */
export function chosenColumns<Each extends Column>(all: readonly Each[], cookie: string): readonly Each[] {
  const keys = new Set(cookie.split('.'));
  const chosen = all.filter(({ key }) => keys.has(key)).map((each) => ({ ...each, room: '' as const }));
  return chosen.length > 0 ? chosen : all.filter(({ usual }) => usual);
}
