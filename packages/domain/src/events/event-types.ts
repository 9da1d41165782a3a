import type { EventRow } from '@rollcall/database';

type Change = EventRow['change'];

/** Every event there is, and what has happened when it comes. docs/webhooks.md is held to this list. */
export const eventTypes = {
  'user.created': 'A person is in the directory.',
  'user.updated': 'Attributes of a person changed, or what their sign-ins claim.',
  'user.suspended': 'A person may not sign in any more: made inactive, or suspended.',
  'user.restored': 'A person may sign in again: made active, or restored.',
  'user.deleted': 'A person is gone from the directory, and with them the roles given to them.',
  'group.created': 'A group is in the directory.',
  'group.updated': 'Attributes of a group changed.',
  'group.deleted': 'A group is gone, and with it its memberships and the roles given to it.',
  'membership.added': 'Somebody, or a group, is a member of a group.',
  'membership.removed': 'Somebody, or a group, is no longer a member of a group.',
  'resource.created': 'A resource of a type of your own is in the directory.',
  'resource.updated': 'Attributes of a resource of a type of your own changed.',
  'resource.deleted': 'A resource of a type of your own is gone.',
  'access.role.created': 'There is a new role.',
  'access.role.updated': 'A role changed.',
  'access.role.deleted': 'A role is gone, and everyone who had it has it no longer.',
  'access.role.assigned': 'Somebody, or a group, was given a role.',
  'access.role.unassigned': 'A role was taken from somebody, or from a group.',
  'access.policy.created': 'There is a new policy.',
  'access.policy.updated': 'A policy changed.',
  'access.policy.deleted': 'A policy is gone, and what it granted with it.',
  'access.service.created': 'There is a new service.',
  'access.service.updated': 'A service changed.',
  'access.service.deleted': 'A service is gone.',
  'settings.changed':
    'An admin changed tokens, schemas, the connection to the identity provider, or webhooks.',
} as const satisfies Record<string, string>;

export type EventType = keyof typeof eventTypes;

/** What an admin sends to see whether it arrives. It is no event: nothing has happened. */
export const testEventType = 'webhook.test';

export function isEventType(type: string): type is EventType {
  return Object.hasOwn(eventTypes, type);
}

/** The event that a line of the ledger is; none where nothing took effect, or where nobody outside is to know. */
export function eventTypeOf(change: Change): EventType | undefined {
  // A role given or taken is noted about whoever it was given to.
  const isRole = change.operation === 'assign' || change.operation === 'unassign';
  const noun = isRole ? nouns['Role'] : nouns[change.resourceType];
  if (noun === undefined || change.outcome !== 'applied') return undefined;
  if (noun === 'settings') return 'settings.changed';
  return [`${noun}.${verbOf(change)}`, `${noun}.updated`].find(isEventType);
}

/** Those that are missing here are told to nobody outside. */
const nouns: Readonly<Record<string, string | undefined>> = {
  User: 'user',
  Group: 'group',
  Membership: 'membership',
  Resource: 'resource',
  Role: 'access.role',
  Policy: 'access.policy',
  Service: 'access.service',
  Token: 'settings',
  Provisioning: 'settings',
  IdentityProvider: 'settings',
  Schema: 'settings',
  ResourceType: 'settings',
  Webhook: 'settings',
  FeedToken: 'settings',
};

const verbs: Readonly<Record<string, string | undefined>> = {
  create: 'created',
  delete: 'deleted',
  addMember: 'added',
  removeMember: 'removed',
  assign: 'assigned',
  unassign: 'unassigned',
  suspend: 'suspended',
  restore: 'restored',
};

/** An identity provider takes somebody's access away by an update like any other: `active` becomes false. */
function verbOf({ operation, resourceType, paths }: Change): string {
  const active = resourceType === 'User' ? paths.find(({ path }) => path === 'active') : undefined;
  if (operation === 'update' && active) return active.after === false ? 'suspended' : 'restored';
  return verbs[operation] ?? 'updated';
}
