import type { Api } from './api.ts';

/** A group that a filter names, by its id or its whole name; null where there is none such. */
export async function findGroup(
  api: Api,
  tenant: string,
  named: string,
): Promise<{ id: string; displayName: string } | null> {
  if (/^[0-9a-f-]{36}$/.test(named)) {
    return api.groups.get.query({ tenant, id: named }).catch(() => null);
  }
  const { items } = await api.groups.list.query({ tenant, search: named });
  const wanted = named.toLocaleLowerCase();
  return items.find(({ displayName }) => displayName.toLocaleLowerCase() === wanted) ?? null;
}
