import { listDirectoryResources, type ResourceListQuery } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { listOf, rowsOfPage, type List } from '../list.ts';
import type { Scope } from '../scope.ts';
import { listColumns, ownResourceRow, type OwnResourceRow } from './own-resource.ts';
import { baseSchemaAt, ownType, type OwnType } from './own-type.ts';

/** Which resources to list. The search is for what a word of the name, the external id or the unique value starts with. */
export type OwnResourceQuery = Pick<ResourceListQuery, 'search'> & {
  sort?: ResourceListQuery['sort'] | undefined;
  order?: 'asc' | 'desc' | undefined;
  page: number;
};

/** One page of the resources of the type at that endpoint, by name unless asked otherwise. Throws `notFound`. */
export function listOwnResources(
  scope: Scope,
  endpoint: string,
  query: OwnResourceQuery,
): Promise<List<OwnResourceRow> & Readonly<{ type: OwnType; columns: string[] }>> {
  const { search, sort = 'displayName', order, page } = query;
  return inTenant(scope, async (tx) => {
    const schema = await baseSchemaAt(tx, endpoint);
    const columns = listColumns(schema.definition);
    const asked = { search, sort, descending: order === 'desc', ...rowsOfPage(page) };
    const found = await listDirectoryResources(tx, schema.id, asked);
    return { ...listOf(page, found, (row) => ownResourceRow(row, columns)), type: ownType(schema), columns };
  });
}
