import type { ResourceRow } from '@rollcall/database';
import {
  membershipEffect,
  normaliseResource,
  ScimError,
  type MembershipEffect,
  type Resource,
} from '@rollcall/scim';
import { membersStatements } from './change-members.ts';
import { changeResource } from './change-resource.ts';
import { resourceAnswer, type ResourceAnswer } from './resource-answer.ts';
import type { ResourceType } from './resource-type.ts';
import { authorOf, type ScimScope } from './scim-scope.ts';
import { trip, tripAfterLook } from './trip.ts';
import { splitMembers, stored } from './written.ts';

/**
 * The resource is stored, noted in the ledger and answered as stored (RFC 7644 §3.3). Someone of that name whom sign-in
 * or an admin made is that resource from then on (docs/decisions/0042). Throws `uniqueness`, `invalidValue`.
 */
export async function createResource(
  scope: ScimScope,
  type: ResourceType,
  body: unknown,
): Promise<ResourceAnswer> {
  const { resource, members } = splitMembers(
    type,
    normaliseResource(type.resourceSchema, body, scope.dialect),
  );
  const effect =
    members.length === 0
      ? undefined
      : membershipEffect([{ op: 'add', path: { attribute: 'members' }, value: members }]);
  try {
    return await insertResource(scope, type, resource, effect);
  } catch (refusal) {
    const id = await adopt(scope, type, resource, refusal);
    if (id === undefined) throw refusal;
    const attributes = (before: Resource) => ({ ...before, ...resource });
    return changeResource(scope, type, {
      id,
      ifMatch: undefined,
      attributes,
      ...(effect && { members: effect }),
    });
  }
}

async function insertResource(
  scope: ScimScope,
  type: ResourceType,
  resource: Resource,
  members: MembershipEffect | undefined,
): Promise<ResourceAnswer> {
  const insert = type.table.insert(authorOf(scope), stored(type, resource));
  const row = members ? await withMembers(scope, type, insert, members) : (await trip(scope, [insert]))[0][0];
  if (!row) throw new Error('An insert answered with no row');
  scope.remembered.remember(scope.tenant.id, row);
  return resourceAnswer(type, row, scope.baseUrl);
}

/** A group's id is Postgres's to give, so its first members follow in the same transaction once it is known. */
function withMembers(
  scope: ScimScope,
  type: ResourceType,
  insert: ReturnType<ResourceType['table']['insert']>,
  members: MembershipEffect,
): Promise<ResourceRow | undefined> {
  return tripAfterLook(scope, insert, ([made]) => {
    if (!made) throw new Error('An insert answered with no row');
    const changes = membersStatements(scope, type, made.id, members);
    const read = type.table.read(made.id, scope.baseUrl);
    return { then: [...changes, read], result: (rows) => rows.at(-1)?.[0] as ResourceRow | undefined };
  });
}

/** The id of the one whose name the refused resource has, now SCIM's; undefined when SCIM brought them itself. */
async function adopt(
  scope: ScimScope,
  type: ResourceType,
  resource: Resource,
  refusal: unknown,
): Promise<string | undefined> {
  if (!(refusal instanceof ScimError && refusal.code === 'uniqueness')) return undefined;
  const name = type.unique && resource[type.unique.attribute];
  if (!type.table.adopt || typeof name !== 'string') return undefined;
  const [[adopted]] = await trip(scope, [type.table.adopt(authorOf(scope), name)]);
  return adopted?.id;
}
