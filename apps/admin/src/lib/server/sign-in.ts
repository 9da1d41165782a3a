import type { Sender } from './sender.ts';

type Credentials = { email: string; password: string };
type Answer = { signedIn: true; setCookies: string[] } | { signedIn: false; problem: string };

/** Signs in at the API. The session's cookies are to be handed to the browser as they are. */
export async function signIn(credentials: Credentials, sender: Sender): Promise<Answer> {
  const response = await post('/auth/sign-in/email', credentials, sender);
  if (response.ok) return { signedIn: true, setCookies: response.headers.getSetCookie() };
  return { signedIn: false, problem: problemOf(response.status) };
}

/** Ends the session at the API; the cookies that say so are to be handed to the browser. */
export async function signOut(sender: Sender): Promise<string[]> {
  const response = await post('/auth/sign-out', {}, sender);
  if (!response.ok && response.status !== 401) throw new Error(`Sign-out was answered ${response.status}.`);
  return response.headers.getSetCookie();
}

function post(
  path: string,
  body: object,
  { apiUrl, origin, callHeaders, clientAddress, cookie }: Sender,
): Promise<Response> {
  return fetch(apiUrl + path, {
    method: 'POST',
    headers: {
      ...callHeaders,
      'content-type': 'application/json',
      origin,
      'x-forwarded-for': clientAddress,
      ...(cookie === null ? {} : { cookie }),
    },
    body: JSON.stringify(body),
  });
}

function problemOf(status: number): string {
  if (status === 429) return 'Too many tries. Wait a minute, then try again.';
  if (status >= 500 || status === 404) throw new Error(`Sign-in was answered ${status}.`);
  return 'That e-mail and password do not belong to an admin account. Check both and try again.';
}
