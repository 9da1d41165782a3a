import { actsOnUsers } from '#lib/directory/act-words.ts';
import { askedAct, mostNamed, startAct } from '#lib/server/act-on-many.ts';
import type { Api } from '#lib/server/api.ts';
import { userSelectionOf } from '#lib/server/user-selection.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { locals, params, url } = event;
  const [api, tenant] = [locals.api, params.tenant];
  const asked = await askedAct(event, actsOnUsers);
  const people = await peopleOf(api, tenant, url.searchParams);
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
  default: async (event) => {
    const { locals, params, url } = event;
    const [api, tenant] = [locals.api, params.tenant];
    const people = await peopleOf(api, tenant, url.searchParams);
    return startAct(event, actsOnUsers, (act, asked) =>
      api.bulkActs.start.mutate({ tenant, act, people, ...asked }),
    );
  },
};

const nameOf = (user: { displayName: string | null; userName: string }) => user.displayName ?? user.userName;

/** Whom the address names: those of the ids, or whoever the filter means. A group or role that is none means nobody. */
async function peopleOf(api: Api, tenant: string, query: URLSearchParams) {
  if (query.get('all') !== 'yes') return { ids: query.getAll('id') };
  const { selection, isNobody } = await userSelectionOf(api, tenant, query);
  return isNobody ? { ids: [] } : { selection };
}
