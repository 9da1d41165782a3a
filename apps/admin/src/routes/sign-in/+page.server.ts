import { fail, redirect } from '@sveltejs/kit';
import { textFields } from '#lib/server/form.ts';
import { returnPath } from '#lib/server/return-path.ts';
import { senderOf } from '#lib/server/sender.ts';
import { signIn } from '#lib/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ to: returnPath(url.searchParams.get('to')) });

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const { email } = textFields(form, 'email');
    const password = form.get('password');
    if (email === '' || typeof password !== 'string' || password === '') {
      return fail(422, { email, problem: 'Enter your e-mail and your password.' });
    }
    const answer = await signIn({ email, password }, senderOf(event));
    if (!answer.signedIn) return fail(422, { email, problem: answer.problem });
    event.locals.setCookies.push(...answer.setCookies);
    redirect(303, returnPath(event.url.searchParams.get('to')));
  },
};
