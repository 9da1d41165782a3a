import type { ActionFailure } from '@sveltejs/kit';
import type { Impact } from '../contract.ts';
import { submit, textFields, type FormProblem } from './form.ts';

/** What a change would do, and the form that asked for it, to send again once that is confirmed. */
export type ImpactShown = { action: string; impact: Impact; sent: [name: string, value: string][] };

export type Asked = { confirm?: { losing: number }; page?: number };
export type Outcome<Result> = { impact: Impact } & ({ applied: true; result: Result } | { applied: false });

/**
 * Asks what a change would do and, when nobody's access changes or the form says it was seen, makes it; `done` then leads
 * on. What takes something away for good asks in any case.
 */
export function throughImpact<Result>(
  form: FormData,
  of: { action: string; values?: Record<string, string>; alwaysAsk?: boolean },
  change: (asked: Asked) => Promise<Outcome<Result>>,
  done: (result: Result) => never,
): Promise<ImpactShown | ActionFailure<FormProblem>> {
  return submit(of.action, of.values ?? {}, async () => {
    const outcome = await madeOrSeen(form, change, of.alwaysAsk);
    if (outcome.applied) return done(outcome.result);
    return { action: of.action, impact: outcome.impact, sent: sentBy(form) };
  });
}

/** The change was made where nobody's access changes or the form says it was seen; else this is what it would do. */
export async function madeOrSeen<Result>(
  form: FormData,
  change: (asked: Asked) => Promise<Outcome<Result>>,
  alwaysAsk = false,
): Promise<Outcome<Result>> {
  const { losing, impactPage } = textFields(form, 'losing', 'impactPage');
  if (losing !== '') return change({ confirm: { losing: Number(losing) } });
  const tried = await change(impactPage === '' ? {} : { page: Number(impactPage) });
  if (tried.applied || alwaysAsk || !changesNothing(tried.impact)) return tried;
  return change({ confirm: { losing: 0 } });
}

function changesNothing({ gaining, losing, notGranted, tooMany }: Impact): boolean {
  return !tooMany && gaining + losing + notGranted === 0;
}

function sentBy(form: FormData): ImpactShown['sent'] {
  return [...form].filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && entry[0] !== 'losing' && entry[0] !== 'impactPage',
  );
}
