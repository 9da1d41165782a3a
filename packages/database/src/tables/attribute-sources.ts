import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import type { Author } from './resource-table.ts';

/** Who last said what an attribute is, and when. An empty path is the creation, which stands for what was never changed. */
export type AttributeSource = Readonly<{ path: string; kind: Author['kind']; label: string; at: Date }>;

/** For each path that the ledger names of a user or group, the newest change of it, and the creation. */
export async function listAttributeSources(
  tx: TenantTransaction,
  resourceId: string,
): Promise<AttributeSource[]> {
  const { rows } = await sql<AttributeSource>`
    select distinct on (path) path, actor_kind as kind, actor_label as label, at from (
      select c.id, c.at, c.actor_kind, c.actor_label, coalesce(p.path, '') as path
      from changes c left join lateral (
        select e ->> 'path' as path from jsonb_array_elements(c.paths) e where c.operation = 'update') p on true
      where c.resource_id = ${resourceId} and c.resource_type in ('User', 'Group')
        and c.operation in ('create', 'update') and c.outcome = 'applied') named
    order by path, id desc`.execute(tx);
  return rows;
}
