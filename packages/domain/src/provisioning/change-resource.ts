import type { ResourceRow } from '@rollcall/database';
import { isSame, preconditionFailed, ScimError, type MembershipEffect, type Resource } from '@rollcall/scim';
import { membersStatements } from './change-members.ts';
import { noSuch, requireId } from './get-resource.ts';
import type { Guess } from './remembered-resources.ts';
import { etag, resourceAnswer, type ResourceAnswer } from './resource-answer.ts';
import type { ResourceType } from './resource-type.ts';
import { authorOf, type ScimScope } from './scim-scope.ts';
import { trip, tripAfterLook } from './trip.ts';
import { written } from './written.ts';

/** What a PATCH or PUT asks for: new attributes worked out from the old, and a change of members. */
export type ResourceChange = Readonly<{
  id: string;
  ifMatch: string | undefined;
  attributes: (before: Resource) => Resource;
  members?: MembershipEffect;
}>;

/**
 * The change is stored and noted, or nothing is; an equal result is stored as nothing, without a new version (RFC 7644
 * §3.5.2.1). Throws `notFound`, `preconditionFailed` and what `attributes` throws.
 */
export async function changeResource(
  scope: ScimScope,
  type: ResourceType,
  change: ResourceChange,
): Promise<ResourceAnswer> {
  requireId(type, change.id);
  // A group's version counts its members' changes too, which no memory of its row can know.
  const mayGuess = !change.members && !(type.hasMembers && change.ifMatch !== undefined);
  const guess = mayGuess ? scope.remembered.recall(scope.tenant.id, change.id) : undefined;
  const row =
    (guess && (await fromGuess(scope, type, change, guess))) ?? (await fromRow(scope, type, change));
  scope.remembered.remember(scope.tenant.id, row);
  return resourceAnswer(type, row, scope.baseUrl);
}

/** One round trip: the guess is right as long as its version is still the row's. Undefined when it proved wrong. */
async function fromGuess(
  scope: ScimScope,
  type: ResourceType,
  change: ResourceChange,
  guess: Guess,
): Promise<ResourceRow | undefined> {
  const next = nextFromGuess(change, guess);
  if (!next) return undefined;
  const { before, after } = next;
  if (isSame(before, after)) {
    const [[row]] = await trip(scope, [type.table.read(change.id, scope.baseUrl)]);
    return row?.row_version === guess.row_version ? row : undefined;
  }
  const [[row]] = await trip(scope, [
    type.table.update(authorOf(scope), written(type, before, after), {
      ...change,
      version: guess.row_version,
      baseUrl: scope.baseUrl,
    }),
  ]);
  return row;
}

/** A refusal worked out from a guess may be the guess's fault, so it is worked out again from the row. */
function nextFromGuess(
  change: ResourceChange,
  guess: Guess,
): { before: Resource; after: Resource } | undefined {
  try {
    requireMatch(guess.version, change.ifMatch);
    const before = JSON.parse(guess.attributes) as Resource;
    return { before, after: change.attributes(before) };
  } catch (refusal) {
    if (refusal instanceof ScimError) return undefined;
    throw refusal;
  }
}

/** Two round trips, with the row held in between. */
function fromRow(scope: ScimScope, type: ResourceType, change: ResourceChange): Promise<ResourceRow> {
  const { table } = type;
  return tripAfterLook(scope, table.lock(change.id), ([row]) => {
    if (!row) {
      scope.remembered.forget(scope.tenant.id, change.id);
      throw noSuch(type, change.id);
    }
    requireMatch(row.version, change.ifMatch);
    const before = JSON.parse(row.attributes) as Resource;
    const after = change.attributes(before);
    const update = isSame(before, after)
      ? []
      : [
          table.update(authorOf(scope), written(type, before, after), {
            id: row.id,
            version: row.row_version,
            baseUrl: scope.baseUrl,
          }),
        ];
    const members = change.members ? membersStatements(scope, type, row.id, change.members) : [];
    return {
      then: [...update, ...members, table.read(row.id, scope.baseUrl)],
      result: (rows) => rows.at(-1)?.[0] as ResourceRow,
    };
  });
}

/** RFC 7644 §3.14: a client that names a version changes that version or nothing. */
export function requireMatch(version: string, ifMatch: string | undefined): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const wanted = ifMatch.split(',').map((tag) => tag.trim());
  if (!wanted.includes(etag(version))) {
    throw preconditionFailed(
      `The resource has changed: its version is ${etag(version)}. Read it again, then repeat the change.`,
    );
  }
}
