import { redirect } from '@sveltejs/kit';
import { submit, textFields } from '#lib/server/form.ts';
import { oneOf } from '#lib/server/list-query.ts';
import { readWebhookForm, webhookOf } from '#lib/webhooks/webhook-fields.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant }, url }) => {
  const ask = oneOf(url.searchParams, 'ask', ['add', 'generate-token', 'revoke-token']) ?? null;
  const [webhooks, feed, eventTypes] = await Promise.all([
    api.webhooks.list.query({ tenant }),
    api.feed.tokens.query({ tenant }),
    ask === 'add' ? api.webhooks.eventTypes.query({ tenant }) : [],
  ]);
  const revoking = ask === 'revoke-token' ? url.searchParams.get('token') : null;
  return {
    ask,
    webhooks,
    feed,
    eventTypes,
    tokenToRevoke: feed.items.find(({ id }) => id === revoking) ?? null,
  };
};

export const actions: Actions = {
  add: async ({ request, locals: { api }, params: { tenant } }) => {
    const values = readWebhookForm(await request.formData());
    return submit('add', values, async () => {
      const { webhook, secret } = await api.webhooks.create.mutate({ tenant, ...webhookOf(values) });
      return { action: 'add', webhook, secret };
    });
  },

  generateToken: async ({ request, locals: { api }, params: { tenant } }) => {
    const values = textFields(await request.formData(), 'label');
    return submit('generateToken', values, async () => {
      const { secret } = await api.feed.generateToken.mutate({ tenant, ...values });
      return { action: 'generateToken', secret };
    });
  },

  revokeToken: async ({ request, locals: { api }, params: { tenant }, url }) => {
    const { id } = textFields(await request.formData(), 'id');
    return submit('revokeToken', {}, async () => {
      await api.feed.revokeToken.mutate({ tenant, id });
      redirect(303, url.pathname);
    });
  },
};
