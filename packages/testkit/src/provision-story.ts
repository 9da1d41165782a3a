import { patchResource, userType, type ScimScope } from '@rollcall/domain';
import { parsePatchOp } from '@rollcall/scim';
import { makeGroup, patchGroup } from './make-group.ts';
import { makeUser } from './make-user.ts';
import { groups, left, managers, people, promoted } from './story.ts';

const managerPath = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager';

/** The story's people and groups are in the directory, and what happened to them has happened. */
export async function provisionStory(scim: ScimScope): Promise<void> {
  const ids = new Map<string, string>();
  const idOf = (name: string) => {
    const id = ids.get(name);
    if (!id) throw new Error(`The story has no ${name}, or not yet`);
    return id;
  };
  for (const person of people) ids.set(person.userName, (await makeUser(scim, person)).id);
  for (const [userName, manager] of Object.entries(managers)) {
    await patchUser(scim, idOf(userName), 'Add', managerPath, idOf(manager));
  }
  for (const { displayName, members, groups: inside = [] } of groups) {
    const { id } = await makeGroup(scim, { displayName, members: [...members, ...inside].map(idOf) });
    ids.set(displayName, id);
  }
  await patchUser(scim, idOf(promoted.userName), 'Replace', 'title', promoted.title);
  await patchUser(scim, idOf(left.userName), 'Replace', 'active', false);
  await patchGroup(scim, idOf(left.group), 'Remove', [idOf(left.userName)]);
}

async function patchUser(
  scim: ScimScope,
  id: string,
  op: string,
  path: string,
  value: unknown,
): Promise<void> {
  const body = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op, path, value }],
  };
  await patchResource(scim, userType, id, parsePatchOp(body), undefined);
}
