import { randomUUID } from 'node:crypto';
import { createResource, groupType, patchResource, type ScimScope } from '@rollcall/domain';
import { parsePatchOp } from '@rollcall/scim';

/** A new group brought by SCIM with these users and groups in it, and its id. As Entra does, members follow one PATCH later. */
export async function makeGroup(
  scim: ScimScope,
  given: { displayName?: string; members?: readonly string[] } = {},
): Promise<{ id: string }> {
  const externalId = randomUUID();
  const { displayName = `Group ${externalId}`, members = [] } = given;
  const { json } = await createResource(scim, groupType, {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    externalId,
    displayName,
  });
  const { id } = JSON.parse(json) as { id: string };
  if (members.length > 0) await patchGroup(scim, id, 'Add', members);
  return { id };
}

/** Those users and groups have joined or left the group. */
export async function patchGroup(
  scim: ScimScope,
  groupId: string,
  op: 'Add' | 'Remove',
  members: readonly string[],
): Promise<void> {
  const operation = { op, path: 'members', value: members.map((value) => ({ value })) };
  const body = { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [operation] };
  await patchResource(scim, groupType, groupId, parsePatchOp(body), undefined);
}
