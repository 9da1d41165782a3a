import {
  exportGroups,
  exportUsers,
  notFound,
  openTenant,
  unauthenticated,
  type Write,
} from '@rollcall/domain';
import { z } from 'zod';
import type { AdminContext } from './context.ts';
import { groupQuery } from './groups.ts';
import { userQuery } from './users.ts';

const request = z.object({ tenant: z.string(), format: z.enum(['csv', 'json']) });

/** An export that may begin: its answer is not tRPC's, since it does not fit into a message. */
export type Export = Readonly<{
  /** What a browser calls the file. */
  fileName: string;
  contentType: string;
  /** Everything has been written. */
  run: (write: Write) => Promise<void>;
}>;

/** The list that the query names, for an admin of its organisation. Throws as a procedure does, and ZodError. */
export async function openExport(ctx: AdminContext, what: string, query: object): Promise<Export> {
  const { deps, requestId } = ctx;
  const admin = await ctx.findAdmin();
  if (!admin) throw unauthenticated();
  const { tenant: key, format } = request.parse(query);
  const { profile: _, ...tenant } = await openTenant(deps.db, admin.id, key);
  const actor = { kind: 'admin', id: admin.id, label: admin.name } as const;
  const scope = Object.freeze({ db: deps.db, tenant, actor, requestId, now: deps.now });
  const day = deps.now().toISOString().slice(0, 10);
  const of = {
    fileName: `${tenant.key}-${what}-${day}.${format}`,
    contentType:
      format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/json; charset=utf-8',
  };
  if (what === 'users') {
    const asked = userQuery.parse(query);
    return { ...of, run: (write) => exportUsers(scope, asked, { format, write }) };
  }
  if (what === 'groups') {
    const asked = groupQuery.parse(query);
    return { ...of, run: (write) => exportGroups(scope, asked, { format, write }) };
  }
  throw notFound('There is no such list to export.');
}
