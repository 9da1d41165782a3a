import { submit } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant, id }, depends }) => {
  depends('rollcall:job');
  return { job: await api.bulkActs.get.query({ tenant, id }) };
};

export const actions: Actions = {
  stop: ({ locals: { api }, params: { tenant, id } }) =>
    submit('stop', {}, async () => {
      await api.bulkActs.stop.mutate({ tenant, id });
    }),
};
