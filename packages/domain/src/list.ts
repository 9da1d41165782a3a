import type { Page, PageOf } from '@rollcall/database';

/** One page of a list. `page` counts from 1; `total` is over all pages. */
export type List<Item> = Readonly<{ items: Item[]; total: number; page: number; pageSize: number }>;

/** Rows on a page of every list of the Command Center. */
export const pageSize = 25;

/** The rows that a page number stands for. */
export function rowsOfPage(page: number): Page {
  return { offset: (page - 1) * pageSize, limit: pageSize };
}

/** The page as a list of what `view` makes of its rows. */
export function listOf<Row, Item>(page: number, from: PageOf<Row>, view: (row: Row) => Item): List<Item> {
  return { items: from.rows.map(view), total: from.total, page, pageSize };
}
