import { listTenantIds } from '@rollcall/database';
import { pruneEvents as prune } from '@rollcall/domain';
import type { Job } from './job.ts';

/** Every night, what is past its days goes. One organisation that cannot be pruned keeps no other from it. */
export const pruneEvents: Job = {
  name: 'pruneEvents',
  every: '17 3 * * *',
  run: async ({ db, now, log }) => {
    for (const tenantId of await listTenantIds(db)) {
      await prune(db, tenantId, now()).catch((err: unknown) =>
        log.error({ err, tenantId }, 'the events of an organisation were not pruned'),
      );
    }
  },
};
