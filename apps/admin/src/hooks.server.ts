import { randomUUID } from 'node:crypto';
import { API_URL, ORIGIN } from '$app/env/private';
import { error, redirect } from '@sveltejs/kit';
import { sequence, type Handle, type HandleServerError } from '@sveltejs/kit/hooks';
import { setAnswerHeaders } from '#lib/server/answer-headers.ts';
import { apiFor } from '#lib/server/api.ts';
import { refusalIn } from '#lib/server/refusal.ts';
import { isSameOrigin } from '#lib/server/same-origin.ts';
import { trace } from '#lib/server/trace.ts';
import { parseTheme, themeCookie } from '#lib/theme.ts';

/** What every request passes, in this order. */
export const handle = sequence(identify, trace, facts, answer, refuseOtherSites, session);

/** Every failure gets the request's id; the person hears a sentence, the log hears everything else. */
export const handleError: HandleServerError = ({ kind, error: caught, event }) => {
  const id = event.locals.requestId;
  const refusal = refusalIn(caught);
  if (refusal !== null && refusal.status < 500)
    return { id, status: refusal.status, message: refusal.message };
  if (kind !== 'unknown') return { id };

  const { method } = event.request;
  const cause = caught instanceof Error ? caught.stack : String(caught);
  console.error(JSON.stringify({ level: 'error', requestId: id, method, route: event.route.id, cause }));
  if (refusal !== null) return { id, status: refusal.status, message: refusal.message };
  return { id, message: 'Something went wrong on our side.' };
};

function identify({ event, resolve }: Parameters<Handle>[0]): ReturnType<Handle> {
  event.locals.requestId = randomUUID();
  event.locals.callHeaders = { 'x-request-id': event.locals.requestId };
  return resolve(event);
}

function facts({ event, resolve }: Parameters<Handle>[0]): ReturnType<Handle> {
  const { locals, request, cookies } = event;
  locals.api = apiFor({
    apiUrl: API_URL,
    cookie: request.headers.get('cookie'),
    callHeaders: locals.callHeaders,
  });
  locals.session = null;
  locals.setCookies = [];
  locals.theme = parseTheme(cookies.get(themeCookie));
  return resolve(event);
}

function refuseOtherSites({ event, resolve }: Parameters<Handle>[0]): ReturnType<Handle> {
  const { headers, method } = event.request;
  const sent = {
    method,
    fetchSite: headers.get('sec-fetch-site'),
    origin: headers.get('origin'),
    host: headers.get('host'),
  };
  if (isSameOrigin(sent, ORIGIN)) return resolve(event);
  const where = ORIGIN ? `Open ${ORIGIN} and try again there.` : 'Open Rollcall itself and try again there.';
  error(403, { id: event.locals.requestId, message: `This form was sent from another address. ${where}` });
}

async function session({ event, resolve }: Parameters<Handle>[0]): Promise<Response> {
  if (!needsSession(event.route.id)) return resolve(event);
  try {
    event.locals.session = await event.locals.api.session.me.query();
  } catch (caught) {
    if (refusalIn(caught)?.code !== 'UNAUTHORIZED') throw caught;
    const to = event.url.pathname + event.url.search;
    redirect(303, to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`);
  }
  return resolve(event);
}

function needsSession(routeId: string | null): boolean {
  return routeId === '/' || routeId?.startsWith('/[tenant]') === true;
}

async function answer({ event, resolve }: Parameters<Handle>[0]): Promise<Response> {
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%theme%', event.locals.theme),
  });
  for (const cookie of event.locals.setCookies) response.headers.append('set-cookie', cookie);
  setAnswerHeaders(response.headers, event.locals.requestId, ORIGIN?.startsWith('https:') === true);
  return response;
}
