import type { Api } from './api.ts';

/** What a field names: as it was typed, what has that id or whole name, and names that could be meant. */
export type Named = Readonly<{
  typed: string;
  found: Readonly<{ id: string; name: string }> | null;
  suggested: readonly string[];
}>;

/** The group that a field names. */
export async function findGroup(api: Api, tenant: string, typed: string): Promise<Named> {
  if (isId(typed)) {
    const group = await api.groups.get.query({ tenant, id: typed }).catch(() => null);
    return { typed, found: group && { id: group.id, name: group.displayName }, suggested: [] };
  }
  const { items } = await api.groups.list.query({ tenant, search: typed });
  return among(
    typed,
    items.map(({ id, displayName }) => ({ id, name: displayName })),
  );
}

/** The role that a field names; the first roles are suggested where nothing was typed. */
export async function findRole(api: Api, tenant: string, typed: string): Promise<Named> {
  if (isId(typed)) {
    const role = await api.roles.get.query({ tenant, id: typed }).catch(() => null);
    return { typed, found: role && { id: role.id, name: role.name }, suggested: [] };
  }
  const { items } = await api.roles.list.query({ tenant, search: typed });
  return among(typed, items);
}

function among(typed: string, items: readonly { id: string; name: string }[]): Named {
  const wanted = typed.toLocaleLowerCase();
  const found = items.find(({ name }) => name.toLocaleLowerCase() === wanted);
  return {
    typed,
    found: found ? { id: found.id, name: found.name } : null,
    suggested: items.map(({ name }) => name),
  };
}

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
