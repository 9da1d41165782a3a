import { actsOnGroups } from '#lib/directory/act-words.ts';
import { askedAct, mostNamed, startAct } from '#lib/server/act-on-many.ts';
import { groupSelectionOf } from '#lib/server/group-selection.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { locals, params, url } = event;
  const [api, tenant] = [locals.api, params.tenant];
  const asked = await askedAct(event, actsOnGroups);
  const chosen = groupsOf(url.searchParams);
  if ('ids' in chosen) {
    const found = await Promise.all(
      chosen.ids.slice(0, mostNamed).map((id) => api.groups.get.query({ tenant, id }).catch(() => null)),
    );
    const known = found.filter((group) => group !== null);
    const scim = known.filter(({ origin }) => origin === 'scim').length;
    return { ...asked, total: chosen.ids.length, scim, names: known.map(({ displayName }) => displayName) };
  }
  const { selection } = chosen;
  const [all, brought] = await Promise.all([
    api.groups.list.query({ tenant, ...selection }),
    selection.origin === 'local' ? null : api.groups.list.query({ tenant, ...selection, origin: 'scim' }),
  ]);
  const names = all.items.map(({ displayName }) => displayName);
  return { ...asked, total: all.total, scim: brought?.total ?? 0, names };
};

export const actions: Actions = {
  default: async (event) => {
    const { locals, params, url } = event;
    const groups = groupsOf(url.searchParams);
    return startAct(event, actsOnGroups, (act, asked) =>
      locals.api.bulkActs.startOnGroups.mutate({ tenant: params.tenant, act, groups, ...asked }),
    );
  },
};

/** Which the address names: those of the ids, or whichever the filter means. */
function groupsOf(query: URLSearchParams) {
  return query.get('all') === 'yes' ? { selection: groupSelectionOf(query) } : { ids: query.getAll('id') };
}
