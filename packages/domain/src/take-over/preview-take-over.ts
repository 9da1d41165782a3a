import { countTakeOver, listTakeOver, type TakeOverMatch, type TakeOverRow } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { listOf, rowsOfPage, type List } from '../list.ts';
import type { Scope } from '../scope.ts';

/** Who is here whom SCIM did not bring, and how it will recognise them. */
export type TakeOver = Readonly<{ counts: Record<TakeOverMatch, number>; people: List<TakeOverRow> }>;

/** What will become of everyone who is here when SCIM brings its people; one page of them, of one kind where it is given. */
export function previewTakeOver(
  scope: Scope,
  { match, page }: { match?: TakeOverMatch | undefined; page: number },
): Promise<TakeOver> {
  return inTenant(scope, async (tx) => ({
    counts: await countTakeOver(tx),
    people: listOf(page, await listTakeOver(tx, { match, ...rowsOfPage(page) }), (row) => row),
  }));
}
