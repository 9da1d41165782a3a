import { membershipEffect, normaliseResource } from '@rollcall/scim';
import { changeMembers, type ResourceRow } from '@rollcall/database';
import { resourceAnswer, type ResourceAnswer } from './resource-answer.ts';
import type { ResourceType } from './resource-type.ts';
import { authorOf, type ScimScope } from './scim-scope.ts';
import { trip, tripAfterLook } from './trip.ts';
import { splitMembers, stored } from './written.ts';

/** The resource is stored, noted in the ledger and answered as stored (RFC 7644 §3.3). Throws `uniqueness`, `invalidValue`. */
export async function createResource(
  scope: ScimScope,
  type: ResourceType,
  body: unknown,
): Promise<ResourceAnswer> {
  const { resource, members } = splitMembers(
    type,
    normaliseResource(type.resourceSchema, body, scope.dialect),
  );
  const insert = type.table.insert(authorOf(scope), stored(type, resource));
  const row =
    members.length === 0
      ? (await trip(scope, [insert]))[0][0]
      : await withMembers(scope, type, insert, members);
  if (!row) throw new Error('An insert answered with no row');
  scope.remembered.remember(scope.tenant.id, row);
  return resourceAnswer(type, row, scope.baseUrl);
}

/** A group's id is Postgres's to give, so its first members follow in the same transaction once it is known. */
function withMembers(
  scope: ScimScope,
  type: ResourceType,
  insert: ReturnType<ResourceType['table']['insert']>,
  members: readonly unknown[],
): Promise<ResourceRow | undefined> {
  const effect = membershipEffect([{ op: 'add', path: { attribute: 'members' }, value: members }]);
  return tripAfterLook(scope, insert, ([made]) => {
    if (!made) throw new Error('An insert answered with no row');
    const changes = changeMembers(authorOf(scope), made.id, effect);
    const read = type.table.read(made.id, scope.baseUrl);
    return { then: [...changes, read], result: (rows) => rows.at(-1)?.[0] as ResourceRow | undefined };
  });
}
