import { resolve } from '$app/paths';
import type { Change } from '#lib/contract.ts';

/** The page of what a change is about; null when it has none, as after a deletion. */
export function changeHref(tenant: string, { resource, operation, group }: Change): string | null {
  if (operation === 'delete') return null;
  switch (resource.type) {
    case 'User':
      return resolve('/[tenant]/directory/users/[id]', { tenant, id: resource.id });
    case 'Group':
      return resolve('/[tenant]/directory/groups/[id]', { tenant, id: resource.id });
    case 'Membership':
      return group && resolve('/[tenant]/directory/groups/[id]', { tenant, id: group.id });
    case 'Schema':
    case 'ResourceType':
      return resolve('/[tenant]/settings/schemas', { tenant });
    case 'Resource':
      return null;
    case 'Token':
    case 'Provisioning':
    case 'IdentityProvider':
      return resolve('/[tenant]/settings/identity-and-access/end-user', { tenant });
  }
}
