import { notLocal } from '../errors.ts';

/** Returns when admins keep the resource here; else throws `notLocal`, which says where it is changed. */
export function requireLocal(origin: 'scim' | 'jit' | 'local', what: 'user' | 'group'): void {
  if (origin === 'local') return;
  throw notLocal(
    origin === 'scim'
      ? `The identity provider keeps this ${what}: change it there, and it arrives with the next call. What was changed here would be undone by it.`
      : `Sign-in keeps this ${what}: what the identity provider says of them is written anew each time they sign in.`,
  );
}
