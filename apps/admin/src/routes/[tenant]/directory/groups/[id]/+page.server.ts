import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { submit, textFields } from '#lib/server/form.ts';
import { oneOf, pageOf, searchOf } from '#lib/server/list-query.ts';
import type { Actions, PageServerLoad } from './$types';

const questions = ['rename', 'add-members', 'archive', 'unarchive', 'delete'] as const;

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant, id }, url }) => {
  const search = searchOf(url.searchParams);
  const show = oneOf(url.searchParams, 'show', ['all']);
  const ask = oneOf(url.searchParams, 'ask', questions) ?? null;
  const find = url.searchParams.get('find')?.trim().slice(0, 200) ?? '';
  const [group, members, history, access, found] = await Promise.all([
    api.groups.get.query({ tenant, id }),
    api.groups.members.query({ tenant, id, search, show, page: pageOf(url.searchParams) }),
    api.history.of.query({ tenant, type: 'Group', id, page: historyPageOf(url.searchParams) }),
    api.access.ofGroup.query({ tenant, id }),
    ask === 'add-members' && find !== '' ? api.search.find.query({ tenant, query: find }) : null,
  ]);
  return { group, members, search, show, history, access, ask, find, found };
};

export const actions: Actions = {
  rename: async ({ request, locals: { api }, params: { tenant, id }, url }) => {
    const values = textFields(await request.formData(), 'displayName');
    return submit('rename', values, async () => {
      await api.groups.change.mutate({ tenant, id, ...values });
      redirect(303, url.pathname);
    });
  },

  addMembers: async ({ request, locals: { api }, params: { tenant, id }, url }) => {
    const add = idsIn(await request.formData());
    return submit('addMembers', {}, async () => {
      await api.groups.changeMembers.mutate({ tenant, id, add });
      redirect(303, url.pathname);
    });
  },

  removeMember: async ({ request, locals: { api }, params: { tenant, id } }) => {
    const remove = idsIn(await request.formData());
    return submit('removeMember', {}, async () => {
      await api.groups.changeMembers.mutate({ tenant, id, remove });
    });
  },

  act: async ({ request, locals: { api }, params: { tenant, id }, url }) => {
    const { act: named } = textFields(await request.formData(), 'act');
    return submit('act', { act: named }, async () => {
      const act = (['archive', 'unarchive', 'delete'] as const).find((each) => each === named) ?? 'archive';
      await api.groups.act.mutate({ tenant, id, act });
      redirect(303, act === 'delete' ? resolve('/[tenant]/directory/groups', { tenant }) : url.pathname);
    });
  },
};

function idsIn(form: FormData): string[] {
  return form.getAll('member').filter((value): value is string => typeof value === 'string');
}

/** Members have `page`; the history beside them turns its own pages. */
function historyPageOf(query: URLSearchParams): number {
  return pageOf(new URLSearchParams({ page: query.get('history') ?? '' }));
}
