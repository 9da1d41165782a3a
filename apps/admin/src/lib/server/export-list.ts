import { API_URL } from '$app/env/private';
import { error, type RequestEvent } from '@sveltejs/kit';

/** The list as a file, passed on from the API piece by piece as it comes. */
export async function exportList(
  { request, params, url, locals, fetch }: RequestEvent<{ tenant: string }>,
  what: 'users' | 'groups',
  extra: Record<string, string> = {},
): Promise<Response> {
  const query = new URLSearchParams({
    ...Object.fromEntries(url.searchParams),
    ...extra,
    tenant: params.tenant,
  });
  for (const [name, value] of [...query]) if (value === '') query.delete(name);
  const answer = await fetch(`${API_URL}/export/${what}?${query.toString()}`, {
    headers: { ...locals.callHeaders, cookie: request.headers.get('cookie') ?? '' },
    signal: request.signal,
  });
  if (!answer.ok) {
    const { message } = (await answer.json()) as { message: string };
    error(answer.status, { id: locals.requestId, message });
  }
  const kept = ['content-type', 'content-disposition', 'cache-control'];
  const headers = kept.map((name): [string, string] => [name, answer.headers.get(name) ?? '']);
  return new Response(answer.body, { headers });
}
