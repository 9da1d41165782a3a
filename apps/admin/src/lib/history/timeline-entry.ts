import { clients } from '../connection/client-words.ts';
import type { Change, Client } from '../contract.ts';
import { attributeName } from '../directory/attribute-name.ts';
import type { TimelineEntry } from '../ui/timeline-entry.ts';

/**
 * A change of the ledger as a line of history. One changed attribute is told in the sentence itself; several are
 * told below it. `about` is the id of the resource whose page the line is on, which needs no naming there.
 */
export function timelineEntry(
  change: Change,
  options: { about?: string; href?: string | null } = {},
): TimelineEntry {
  const who = actorName(change.actor);
  const [only, ...others] = change.operation === 'update' ? change.changes : [];
  const owner = change.resource.id === options.about ? '' : ` of ${subject(change)}`;
  const isToldInline = only !== undefined && others.length === 0;
  const below = only === undefined || isToldInline ? [] : [only, ...others];
  return {
    id: change.id,
    at: change.at,
    sentence: `${who} ${isToldInline ? changeOf(only, owner) : deed(change, options.about)}`,
    details: below.map((each) => sentenceCase(changeOf(each, ''))),
    tone: tones[change.operation],
    note: notes[change.outcome],
    href: options.href ?? null,
  };
}

const tones: Record<Change['operation'], TimelineEntry['tone']> = {
  create: 'good',
  update: 'neutral',
  delete: 'bad',
  addMember: 'good',
  removeMember: 'warn',
  enable: 'good',
  disable: 'warn',
  revoke: 'warn',
  suspend: 'bad',
  restore: 'good',
  assign: 'good',
  unassign: 'warn',
  archive: 'warn',
  unarchive: 'good',
};

const notes: Record<Change['outcome'], string | null> = {
  applied: null,
  held: 'Held back',
  observed: 'Only observed',
};

function actorName({ kind, label }: Change['actor']): string {
  if (kind === 'token') return `API token “${label}”`;
  return label;
}

function deed(change: Change, about: string | undefined): string {
  const it = change.resource.id === about ? thisResource(change) : subject(change);
  const group = change.group?.id === about ? 'this group' : quoted(change.group?.displayName ?? 'a group');
  switch (change.operation) {
    case 'create':
      return ['Token', 'FeedToken'].includes(change.resource.type) ? `generated ${it}` : `created ${it}`;
    case 'update':
      return change.resource.type === 'IdentityProvider'
        ? 'saved the identity provider settings'
        : `changed ${it}`;
    case 'delete':
      return `deleted ${it}`;
    case 'addMember':
      return `added ${it} to ${group}`;
    case 'removeMember':
      return `removed ${it} from ${group}`;
    case 'enable':
      return 'switched SCIM Provisioning on';
    case 'disable':
      return 'switched SCIM Provisioning off';
    case 'revoke':
      return change.resource.type === 'Session' ? `signed ${it} out` : `revoked ${it}`;
    case 'suspend':
      return `suspended ${it}`;
    case 'restore':
      return `restored ${it}`;
    case 'assign':
      return `gave ${it} the role ${roleName(change)}`;
    case 'unassign':
      return `took the role ${roleName(change)} from ${it}`;
    case 'archive':
      return `archived ${it}`;
    case 'unarchive':
      return `brought ${it} back from the archive`;
  }
}

function subject({ resource: { type, label } }: Change): string {
  if (type === 'IdentityProvider') return 'the identity provider settings';
  if (type === 'Provisioning') return 'SCIM Provisioning';
  if (type === 'Token') return `the API token ${quoted(label ?? 'without a label')}`;
  if (type === 'FeedToken') return `the feed token ${quoted(label ?? 'without a label')}`;
  if (type === 'Webhook') return `the webhook ${quoted(label ?? 'without an address')}`;
  if (type === 'Schema') return `the schema ${quoted(label ?? 'without a name')}`;
  if (type === 'ResourceType') return `the resource type ${quoted(label ?? 'without a name')}`;
  if (type === 'Service') return `the service ${quoted(label ?? 'without a name')}`;
  if (type === 'Role') return `the role ${quoted(label ?? 'without a name')}`;
  if (type === 'Policy') return `the policy ${quoted(label ?? 'without a name')}`;
  if (type === 'Group') return `the group ${quoted(label ?? 'without a name')}`;
  return label ?? 'somebody';
}

function roleName({ changes: [change] }: Change): string {
  const role = (change?.after ?? change?.before) as { display?: string } | null | undefined;
  return quoted(role?.display ?? 'without a name');
}

function thisResource({ resource: { type } }: Change): string {
  if (type === 'Group') return 'this group';
  return type === 'Resource' ? 'this resource' : 'this person';
}

/** A manager is an id here, which says nothing to a person. */
function changeOf(change: Change['changes'][number], owner: string): string {
  const { path, before, after } = change.path === 'dialect' ? byTitle(change) : change;
  const name = attributeName(path);
  const isId = name === 'Manager';
  if (isNothing(after)) return `removed ${name}${owner}${isId ? '' : ` (it was ${words(before)})`}`;
  if (isNothing(before)) return `set ${name}${owner}${isId ? '' : ` to ${words(after)}`}`;
  return `changed ${name}${owner}${isId ? '' : ` from ${words(before)} to ${words(after)}`}`;
}

function byTitle({ path, before, after }: Change['changes'][number]): Change['changes'][number] {
  const title = (dialect: unknown) => (isNothing(dialect) ? null : clients[dialect as Client].title);
  return { path, before: title(before), after: title(after) };
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function words(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(words).join(', ');
  return JSON.stringify(value);
}

function quoted(text: string): string {
  return `“${text}”`;
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
