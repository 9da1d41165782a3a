import { findInDirectory } from '@rollcall/domain';
import { z } from 'zod';
import { line } from './input.ts';
import { router, tenantProcedure } from './trpc.ts';

export const search = router({
  find: tenantProcedure
    .input(z.object({ query: line('A search', 200) }))
    .query(({ ctx, input }) => findInDirectory(ctx.scope, input.query)),
});
