import { resolve } from '$app/paths';
import type { Change, OwnType } from '#lib/contract.ts';

/** The page of what a change is about; null when it has none, as after a deletion. `types` are the organisation's own. */
export function changeHref(
  tenant: string,
  { resource, operation, group }: Change,
  types: readonly OwnType[],
): string | null {
  if (operation === 'delete') return null;
  switch (resource.type) {
    case 'User':
    case 'Session':
      return resolve('/[tenant]/directory/users/[id]', { tenant, id: resource.id });
    case 'Group':
      return resolve('/[tenant]/directory/groups/[id]', { tenant, id: resource.id });
    case 'Membership':
      return group && resolve('/[tenant]/directory/groups/[id]', { tenant, id: group.id });
    case 'Schema':
    case 'ResourceType':
      return resolve('/[tenant]/settings/schemas', { tenant });
    case 'Resource': {
      // Its label begins with the name of its type.
      const type = types.find(({ name }) => name === resource.label?.split(' ')[0]);
      if (!type) return null;
      const { endpoint } = type;
      return resolve('/[tenant]/directory/resources/[endpoint]/[id]', { tenant, endpoint, id: resource.id });
    }
    case 'Service':
      return resolve('/[tenant]/access/services/[id]', { tenant, id: resource.id });
    case 'Role':
      return resolve('/[tenant]/access/roles/[id]', { tenant, id: resource.id });
    case 'Policy':
      return resolve('/[tenant]/access/policies/[id]', { tenant, id: resource.id });
    case 'Webhook':
    case 'FeedToken':
      return null;
    case 'Token':
    case 'Provisioning':
    case 'IdentityProvider':
      return resolve('/[tenant]/settings/identity-and-access/end-user', { tenant });
  }
}
