import { redirect, type RequestHandler } from '@sveltejs/kit';
import { returnPath } from '#lib/server/return-path.ts';
import { parseTheme, themeCookie } from '#lib/theme.ts';

const oneYearS = 365 * 24 * 60 * 60;

/** Keeps the theme a person chose, and shows the page they were on. */
export const POST: RequestHandler = async ({ request, cookies }) => {
  const form = await request.formData();
  cookies.set(themeCookie, parseTheme(form.get('theme')), {
    path: '/',
    maxAge: oneYearS,
    sameSite: 'lax',
    httpOnly: true,
    secure: request.headers.get('origin')?.startsWith('https:') === true,
  });
  const to = form.get('to');
  redirect(303, returnPath(typeof to === 'string' ? to : null));
};
