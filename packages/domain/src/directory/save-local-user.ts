import { insertLocal, isUuid, lockLocal, updateLocal } from '@rollcall/database';
import { changedPaths, isSame } from '@rollcall/scim';
import { notFound } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import { authorOf, type Scope } from '../scope.ts';
import { bodyOf, pathsOfFields, type LocalPerson } from './local-person.ts';
import { localType, readLocal } from './local-type.ts';
import { requireLocal } from './require-local.ts';
import { takeRefusal } from './take-refusal.ts';

/** The user is in the directory, kept by admins, with access granted; their id. Throws `invalidInput` by field. */
export function createLocalUser(scope: Scope, person: LocalPerson): Promise<{ id: string }> {
  return takeRefusal(pathsOfFields, () =>
    inTenant(scope, async (tx) => {
      const { written } = readLocal(await localType(tx, 'User'), bodyOf(person));
      return { id: await insertLocal(tx, authorOf(scope), 'users', written) };
    }),
  );
}

/** The local user is as entered; an equal result is stored as nothing. Throws `notFound`, `notLocal`, `invalidInput`. */
export function changeLocalUser(scope: Scope, id: string, person: LocalPerson): Promise<void> {
  return takeRefusal(pathsOfFields, () =>
    inTenant(scope, async (tx) => {
      const row = isUuid(id) ? await lockLocal(tx, 'users', id) : undefined;
      if (!row) throw notFound('This organisation has no user with that id.');
      requireLocal(row.origin, 'user');
      const type = await localType(tx, 'User');
      const { resource, written } = readLocal(type, bodyOf(person, row.attributes));
      if (isSame(row.attributes, resource)) return;
      const paths = JSON.stringify(changedPaths(row.attributes, resource));
      await updateLocal(tx, authorOf(scope), 'users', { id, paths, ...written });
    }),
  );
}
