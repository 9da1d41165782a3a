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
  const { losing, impactPage } = textFields(form, 'losing', 'impactPage');
  const tried: Asked = impactPage === '' ? {} : { page: Number(impactPage) };
  return submit(of.action, of.values ?? {}, async () => {
    const outcome = await change(losing === '' ? tried : { confirm: { losing: Number(losing) } });
    if (outcome.applied) return done(outcome.result);
    if (!of.alwaysAsk && changesNothing(outcome.impact)) {
      const made = await change({ confirm: { losing: 0 } });
      if (made.applied) return done(made.result);
    }
    return { action: of.action, impact: outcome.impact, sent: sentBy(form) };
  });
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
