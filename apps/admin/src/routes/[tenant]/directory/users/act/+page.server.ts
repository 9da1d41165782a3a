import { error, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { offeredActs } from '#lib/directory/act-words.ts';
import type { Api } from '#lib/server/api.ts';
import { findRole, type Named } from '#lib/server/find-named.ts';
import { refuse, textFields } from '#lib/server/form.ts';
import { oneOf } from '#lib/server/list-query.ts';
import { throughImpact } from '#lib/server/through-impact.ts';
import { userSelectionOf } from '#lib/server/user-selection.ts';
import type { Actions, PageServerLoad } from './$types';

const mostNamed = 25;

export const load: PageServerLoad = async ({ locals: { api, requestId }, params: { tenant }, url }) => {
  const act = oneOf(url.searchParams, 'act', offeredActs);
  if (!act) error(404, { id: requestId, message: 'Choose in the list of users what is to be done.' });
  const people = await peopleOf(api, tenant, url.searchParams);
  const roles = movesRole(act) ? (await findRole(api, tenant, '')).suggested : [];
  const asked = { act, roles };
  if ('ids' in people) {
    const found = await Promise.all(
      people.ids.slice(0, mostNamed).map((id) => api.users.get.query({ tenant, id }).catch(() => null)),
    );
    const known = found.filter((user) => user !== null);
    const scim = known.filter(({ origin }) => origin === 'scim').length;
    return { ...asked, total: people.ids.length, scim, names: known.map(nameOf) };
  }
  const { selection } = people;
  const [all, brought] = await Promise.all([
    api.users.list.query({ tenant, ...selection }),
    selection.origin && selection.origin !== 'scim'
      ? null
      : api.users.list.query({ tenant, ...selection, origin: 'scim' }),
  ]);
  return { ...asked, total: all.total, scim: brought?.total ?? 0, names: all.items.map(nameOf) };
};

export const actions: Actions = {
  default: async ({ request, locals: { api }, params: { tenant }, url }) => {
    const form = await request.formData();
    const values = textFields(form, 'role');
    const act = oneOf(url.searchParams, 'act', offeredActs) ?? 'archive';
    const role = movesRole(act) && values.role !== '' ? await findRole(api, tenant, values.role) : null;
    if (role?.found === null) return refuse('start', values, { role: noSuchRole(role) });
    if (role) form.set('role', role.found.name);
    const people = await peopleOf(api, tenant, url.searchParams);
    return throughImpact(
      form,
      { action: 'start', values },
      (asked) => api.bulkActs.start.mutate({ tenant, act, people, role: role?.found?.id, ...asked }),
      ({ id }) => redirect(303, resolve('/[tenant]/directory/jobs/[id]', { tenant, id })),
    );
  },
};

const movesRole = (act: (typeof offeredActs)[number]) => act === 'assign' || act === 'unassign';

function noSuchRole({ typed, suggested }: Named): string {
  const meant = suggested.slice(0, 3).map((name) => `“${name}”`);
  return `No role is called “${typed}”.${meant.length > 0 ? ` There is ${meant.join(', ')}.` : ''} Type the whole name of one, or choose it from those offered.`;
}

const nameOf = (user: { displayName: string | null; userName: string }) => user.displayName ?? user.userName;

/** Whom the address names: those of the ids, or whoever the filter means. A group or role that is none means nobody. */
async function peopleOf(api: Api, tenant: string, query: URLSearchParams) {
  if (query.get('all') !== 'yes') return { ids: query.getAll('id') };
  const { selection, isNobody } = await userSelectionOf(api, tenant, query);
  return isNobody ? { ids: [] } : { selection };
}
