import { listResources as statements, type ListQuery } from '@rollcall/database';
import { resourceAnswer, type ResourceAnswer } from './resource-answer.ts';
import type { ResourceType } from './resource-type.ts';
import type { ScimScope } from './scim-scope.ts';
import { trip } from './trip.ts';

/** One page of the resources that match, in a stable order, and how many match in all (RFC 7644 §3.4.2). */
export async function listResources(
  scope: ScimScope,
  type: ResourceType,
  query: Omit<ListQuery, 'relatedAt'> & { related: boolean },
): Promise<{ resources: ResourceAnswer[]; total: number }> {
  const relatedAt = query.related ? scope.baseUrl : undefined;
  const { page, count } = statements(type.table, { ...query, relatedAt });
  const [rows] = await trip(scope, [page]);
  for (const row of rows) scope.remembered.remember(scope.tenant.id, row);
  // A page that is not full is the last one, and its end is the total; only an inner page needs a count of its own.
  const isLast = rows.length < query.limit && (rows.length > 0 || query.offset === 0);
  const total = isLast ? query.offset + rows.length : Number((await trip(scope, [count]))[0][0]?.total);
  return { resources: rows.map((row) => resourceAnswer(type, row, scope.baseUrl)), total };
}
