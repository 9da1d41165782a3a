import type { Tenant } from '#lib/contract.ts';

const names: Record<Tenant['profile'], string> = { owner: 'Owner', admin: 'Admin', readOnly: 'Read only' };

/** An admin's profile in an organisation, as it is shown. */
export function profileName(profile: Tenant['profile']): string {
  return names[profile];
}
