import { redirect, type RequestHandler } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { senderOf } from '#lib/server/sender.ts';
import { signOut } from '#lib/server/sign-in.ts';

/** Ends the session and shows the sign-in page. */
export const POST: RequestHandler = async (event) => {
  event.locals.setCookies.push(...(await signOut(senderOf(event))));
  redirect(303, resolve('/sign-in'));
};
