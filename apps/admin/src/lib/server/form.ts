import { fail, type ActionFailure } from '@sveltejs/kit';
import { refusalIn } from './refusal.ts';

/** What a form shows again after the API refused it. Secrets are never among the values. */
export type FormProblem = {
  action: string;
  message: string;
  reason: string | null;
  fields: Record<string, string>;
  values: Record<string, string>;
};

const marked = 'Nothing was changed: the fields marked below need another look.';

/**
 * Runs a change. When the API refuses it, the form gets the sentence and the problems of its fields; what is not
 * a refusal, or is the API's own failure, goes on to the error page.
 */
export async function submit<Result>(
  action: string,
  values: Record<string, string>,
  change: () => Promise<Result>,
): Promise<Result | ActionFailure<FormProblem>> {
  try {
    return await change();
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal === null || refusal.status >= 500) throw error;
    const { reason, fields } = refusal;
    const message = Object.keys(fields).length > 0 ? marked : refusal.message;
    return fail(refusal.status === 403 ? 403 : 422, { action, message, reason, fields, values });
  }
}

/** The form as it was sent, with what is wrong with its fields. */
export function refuse(
  action: string,
  values: Record<string, string>,
  fields: Record<string, string>,
): ActionFailure<FormProblem> {
  return fail(422, { action, message: marked, reason: 'invalidInput', fields, values });
}

/** The text of the named fields, trimmed; a field that is missing or a file is ''. */
export function textFields<Name extends string>(form: FormData, ...names: Name[]): Record<Name, string> {
  const entries = names.map((name) => {
    const value = form.get(name);
    return [name, typeof value === 'string' ? value.trim() : ''];
  });
  return Object.fromEntries(entries) as Record<Name, string>;
}
