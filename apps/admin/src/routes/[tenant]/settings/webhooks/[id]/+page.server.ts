import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { submit, textFields } from '#lib/server/form.ts';
import { oneOf, pageOf } from '#lib/server/list-query.ts';
import { readWebhookForm, webhookOf } from '#lib/webhooks/webhook-fields.ts';
import type { Actions, PageServerLoad } from './$types';

const questions = ['change', 'rotate', 'enable', 'disable', 'delete', 'replay'] as const;

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant, id }, url }) => {
  const query = {
    state: oneOf(url.searchParams, 'state', ['pending', 'delivered', 'dead']),
    type: url.searchParams.get('type') || undefined,
  };
  const deliveryId = url.searchParams.get('delivery');
  const [webhook, deliveries, eventTypes, shown] = await Promise.all([
    api.webhooks.get.query({ tenant, id }),
    api.webhooks.deliveries.query({ tenant, id, page: pageOf(url.searchParams), ...query }),
    api.webhooks.eventTypes.query({ tenant }),
    deliveryId === null ? null : api.webhooks.delivery.query({ tenant, id, deliveryId }),
  ]);
  const ask = oneOf(url.searchParams, 'ask', questions) ?? null;
  return { ask, webhook, deliveries, eventTypes, shown, query };
};

export const actions: Actions = {
  change: async ({ request, locals: { api }, params: { tenant, id }, url }) => {
    const values = readWebhookForm(await request.formData());
    return submit('change', values, async () => {
      await api.webhooks.change.mutate({ tenant, id, ...webhookOf(values) });
      redirect(303, url.pathname);
    });
  },

  rotate: async ({ locals: { api }, params: { tenant, id } }) =>
    submit('rotate', {}, async () => {
      const { secret } = await api.webhooks.rotateSecret.mutate({ tenant, id });
      return { action: 'rotate', secret };
    }),

  switch: async ({ request, locals: { api }, params: { tenant, id }, url }) => {
    const { enabled } = textFields(await request.formData(), 'enabled');
    return submit('switch', {}, async () => {
      await api.webhooks.switch.mutate({ tenant, id, enabled: enabled === 'yes' });
      redirect(303, url.pathname);
    });
  },

  delete: async ({ locals: { api }, params: { tenant, id } }) =>
    submit('delete', {}, async () => {
      await api.webhooks.delete.mutate({ tenant, id });
      redirect(303, resolve('/[tenant]/settings/webhooks', { tenant }));
    }),

  sendTest: async ({ locals: { api }, params: { tenant, id } }) =>
    submit('sendTest', {}, async () => {
      const { deliveryId } = await api.webhooks.sendTest.mutate({ tenant, id });
      return { action: 'sendTest', deliveryId };
    }),

  replay: async ({ request, locals: { api }, params: { tenant, id } }) => {
    const values = textFields(await request.formData(), 'which', 'since', 'deliveryId');
    return submit('replay', values, async () => {
      const { replayed } = await api.webhooks.replay.mutate({ tenant, id, choice: choiceOf(values) });
      return { action: 'replay', replayed };
    });
  },
};

/** A moment typed into a form is in UTC: a form without JavaScript knows no other zone. */
function choiceOf({ which, since, deliveryId }: { which: string; since: string; deliveryId: string }) {
  if (deliveryId) return { id: deliveryId };
  return which === 'since' ? { since: `${since}Z` } : { undelivered: true as const };
}
