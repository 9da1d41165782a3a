import {
  createResource,
  generateToken,
  groupType,
  patchResource,
  userType,
  type ResourceType,
  type Scope,
  type ScimScope,
} from '../src/index.ts';
import { parsePatchOp } from '@rollcall/scim';
import { callScim, enableScim } from './test-organisation.ts';

/** SCIM on, and the identity provider at its Base URL. */
export async function openDirectory(scope: Scope): Promise<ScimScope> {
  await enableScim(scope);
  const { secret } = await generateToken(scope, { label: 'Entra' });
  return callScim(scope, secret);
}

/** The id of a new user with these attributes. */
export function addUser(scim: ScimScope, attributes: { userName: string } & Record<string, unknown>) {
  return add(scim, userType, attributes);
}

/** The id of a new group with these users and groups in it. */
export function addGroup(scim: ScimScope, displayName: string, members: readonly string[] = []) {
  return add(scim, groupType, { displayName, members: members.map((value) => ({ value })) });
}

/** The operations have been applied. */
export async function patch(
  scim: ScimScope,
  type: ResourceType,
  id: string,
  ...Operations: object[]
): Promise<void> {
  await patchResource(scim, type, id, parsePatchOp({ schemas: [patchOp], Operations }), undefined);
}

const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

async function add(scim: ScimScope, type: ResourceType, attributes: object): Promise<string> {
  const { json } = await createResource(scim, type, {
    schemas: [type.resourceSchema.schema.id],
    ...attributes,
  });
  return (JSON.parse(json) as { id: string }).id;
}
