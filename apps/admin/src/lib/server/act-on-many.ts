import { error, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import type { BulkJob } from '../contract.ts';
import { findRole, type Named } from './find-named.ts';
import { refuse, textFields, type FormProblem } from './form.ts';
import { oneOf } from './list-query.ts';
import { throughImpact, type Asked, type ImpactShown, type Outcome } from './through-impact.ts';

type Act = BulkJob['act'];
type Event = RequestEvent<{ tenant: string }>;

/** How many of those chosen are told by name. */
export const mostNamed = 25;

/** The act that the address names, and the first roles where it is about one. */
export async function askedAct<Each extends Act>(event: Event, acts: readonly Each[]) {
  const act = requireAct(event, acts);
  const { locals, params } = event;
  return { act, roles: isAboutRole(act) ? (await findRole(locals.api, params.tenant, '')).suggested : [] };
}

function requireAct<Each extends Act>({ locals, url }: Event, acts: readonly Each[]): Each {
  const act = oneOf(url.searchParams, 'act', acts);
  if (!act) error(404, { id: locals.requestId, message: 'Choose in the list what is to be done.' });
  return act;
}

/** The act is tried, and begun once what it does was seen; then its progress is shown. */
export async function startAct<Each extends Act>(
  event: Event,
  acts: readonly Each[],
  start: (act: Each, asked: Asked & { role: string | undefined }) => Promise<Outcome<{ id: string }>>,
): Promise<ImpactShown | ActionFailure<FormProblem>> {
  const [{ api }, { tenant }] = [event.locals, event.params];
  const act = requireAct(event, acts);
  const form = await event.request.formData();
  const values = textFields(form, 'role');
  const role = isAboutRole(act) && values.role !== '' ? await findRole(api, tenant, values.role) : null;
  if (role?.found === null) return refuse('start', values, { role: noSuchRole(role) });
  if (role) form.set('role', role.found.name);
  return throughImpact(
    form,
    { action: 'start', values },
    (asked) => start(act, { ...asked, role: role?.found?.id }),
    ({ id }) => redirect(303, resolve('/[tenant]/directory/jobs/[id]', { tenant, id })),
  );
}

const isAboutRole = (act: Act) => act === 'assign' || act === 'unassign';

function noSuchRole({ typed, suggested }: Named): string {
  const meant = suggested.slice(0, 3).map((name) => `“${name}”`);
  return `No role is called “${typed}”.${meant.length > 0 ? ` There is ${meant.join(', ')}.` : ''} Type the whole name of one, or choose it from those offered.`;
}
