import { API_URL, ORIGIN } from '$app/env/private';
import type { RequestEvent } from '@sveltejs/kit';

/** Who speaks to the API's sign-in endpoints, and for which browser. */
export type Sender = {
  apiUrl: string;
  origin: string;
  callHeaders: Readonly<Record<string, string>>;
  clientAddress: string;
  cookie: string | null;
};

/** The sender behind a request of a browser. The origin is ours; whether the browser's is, was checked before. */
export function senderOf({ request, url, locals, getClientAddress }: RequestEvent): Sender {
  return {
    apiUrl: API_URL,
    origin: ORIGIN ?? request.headers.get('origin') ?? url.origin,
    callHeaders: locals.callHeaders,
    clientAddress: getClientAddress(),
    cookie: request.headers.get('cookie'),
  };
}
