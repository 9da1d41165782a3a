import { textFields } from '../server/form.ts';

export const webhookFields = ['url', 'description', 'events', 'types', 'withValues'] as const;
export type WebhookForm = Record<(typeof webhookFields)[number], string>;

/** What a form sent, with the chosen event types as one text, as it is shown again after a refusal. */
export function readWebhookForm(form: FormData): WebhookForm {
  const types = form.getAll('types').filter((each) => typeof each === 'string');
  return { ...textFields(form, 'url', 'description', 'events', 'withValues'), types: types.join(' ') };
}

/** The same as the API takes it: all event types, or those chosen. */
export function webhookOf({ url, description, events, types, withValues }: WebhookForm) {
  return {
    url,
    description,
    types: events === 'chosen' ? types.split(' ').filter(Boolean) : [],
    withValues: withValues === 'yes',
  };
}
