import { randomUUID } from 'node:crypto';
import { createLocalUser, type LocalPerson, type Scope } from '@rollcall/domain';

/** A new user whom an admin keeps, and their id. */
export function makeLocalUser(scope: Scope, given: Partial<LocalPerson> = {}): Promise<{ id: string }> {
  const userName = `${randomUUID()}@quillhaven.example`;
  return createLocalUser(scope, { userName, givenName: 'Mina', familyName: 'Sørby', ...given });
}
