import type { UserRow } from '../contract.ts';

const names: Record<UserRow['origin'], string> = {
  scim: 'SCIM',
  jit: 'First sign-in',
  local: 'Rollcall',
};

/** Where a person or group came from, in words. */
export function originName(origin: UserRow['origin']): string {
  return names[origin];
}
