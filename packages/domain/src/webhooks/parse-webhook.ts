import type { WebhookChoice } from '@rollcall/database';
import { DomainError, invalidInput } from '../errors.ts';
import { isEventType } from '../events/event-types.ts';
import type { Outbound } from '../outbound/create-outbound.ts';

/** What an admin enters. No types are all types. */
export type WebhookInput = Readonly<{
  url: string;
  description?: string | undefined;
  types?: readonly string[] | undefined;
  withValues?: boolean | undefined;
}>;

/** What was entered, fit to be stored. Throws `invalidInput`. */
export function parseWebhook(input: WebhookInput, outbound: Outbound): WebhookChoice {
  const url = input.url.trim();
  const description = input.description?.trim() ?? '';
  const types = [...new Set(input.types ?? [])];
  const fields: Record<string, string> = {};
  const refused = refusalOf(url, outbound);
  if (refused) fields['url'] = refused;
  if (description.length > 200) fields['description'] = 'A description has at most 200 characters.';
  const unknown = types.find((type) => !isEventType(type));
  if (unknown !== undefined) fields['types'] = `There is no event “${unknown.slice(0, 80)}”.`;
  if (Object.keys(fields).length > 0) throw invalidInput(fields);
  return { url, description, types, withValues: input.withValues ?? true };
}

function refusalOf(url: string, outbound: Outbound): string | undefined {
  if (url.length > 2000) return 'An address has at most 2000 characters.';
  try {
    outbound.judge(url);
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}
