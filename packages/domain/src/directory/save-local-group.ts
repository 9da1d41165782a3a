import { changeMembers, insertLocal, isUuid, lockLocal, runStatement, updateLocal } from '@rollcall/database';
import { changedPaths, isSame, membershipEffect, urns } from '@rollcall/scim';
import { inTenant } from '../in-tenant.ts';
import { groupType } from '../provisioning/resource-type.ts';
import { authorOf, type Scope } from '../scope.ts';
import { noSuchGroup } from './get-group.ts';
import { localType, readLocal } from './local-type.ts';
import { requireLocal } from './require-local.ts';
import { takeRefusal } from './take-refusal.ts';

const fields = [['displayName', 'displayName']] as const;

/** The group is in the directory, kept by admins and empty; its id. Throws `invalidInput`. */
export function createLocalGroup(
  scope: Scope,
  { displayName }: { displayName: string },
): Promise<{ id: string }> {
  return takeRefusal(fields, () =>
    inTenant(scope, async (tx) => {
      const body = { schemas: [urns.group], ...(displayName ? { displayName } : {}) };
      const { written } = readLocal(await localType(tx, 'Group'), body);
      return { id: await insertLocal(tx, authorOf(scope), 'groups', written) };
    }),
  );
}

/** The local group has that name. Throws `notFound`, `notLocal`, `invalidInput`. */
export function changeLocalGroup(
  scope: Scope,
  id: string,
  { displayName }: { displayName: string },
): Promise<void> {
  return takeRefusal(fields, () =>
    inTenant(scope, async (tx) => {
      const row = isUuid(id) ? await lockLocal(tx, 'groups', id) : undefined;
      if (!row) throw noSuchGroup();
      requireLocal(row.origin, 'group');
      const extensions = Object.keys(row.attributes).filter((key) => key.startsWith('urn:'));
      const body = {
        schemas: [urns.group, ...extensions],
        ...row.attributes,
        displayName: displayName || undefined,
      };
      const { resource, written } = readLocal(await localType(tx, 'Group'), body);
      if (isSame(row.attributes, resource)) return;
      const paths = JSON.stringify(changedPaths(row.attributes, resource));
      await updateLocal(tx, authorOf(scope), 'groups', { id, paths, ...written });
    }),
  );
}

/**
 * Those users and groups are in the local group, and those others are not. Ids that name nobody are passed over. Throws
 * `notFound`, `notLocal`, and `invalidInput` for a group that would be inside itself.
 */
export function changeLocalMembers(
  scope: Scope,
  groupId: string,
  { add, remove }: { add: readonly string[]; remove: readonly string[] },
): Promise<void> {
  return takeRefusal(fields, () =>
    inTenant(scope, async (tx) => {
      const row = isUuid(groupId) ? await lockLocal(tx, 'groups', groupId) : undefined;
      if (!row) throw noSuchGroup();
      requireLocal(row.origin, 'group');
      const value = (ids: readonly string[]) => ids.filter(isUuid).map((id) => ({ value: id }));
      const effect = membershipEffect([
        { op: 'add', path: { attribute: 'members' }, value: value(add) },
        { op: 'remove', path: { attribute: 'members' }, value: value(remove) },
      ]);
      const place = { groups: groupType.table, baseUrl: '' };
      for (const statement of changeMembers(authorOf(scope), groupId, effect, place))
        await runStatement(tx, statement);
    }),
  );
}
