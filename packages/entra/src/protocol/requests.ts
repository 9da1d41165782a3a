import { filterQuery } from './filter-query.ts';
import type { JsonObject } from '../mapping/target-path.ts';
import type { PatchBody } from './patch-bodies.ts';

/** What a request is for; reports count by it. */
export type Operation =
  | 'probe users'
  | 'probe groups'
  | 'match user'
  | 'read user'
  | 'create user'
  | 'update user'
  | 'set manager'
  | 'delete user'
  | 'match group'
  | 'read group'
  | 'create group'
  | 'update group'
  | 'add members'
  | 'remove members'
  | 'delete group'
  | 'check reference'
  | 'list users'
  | 'list groups'
  | 'read members'
  | 'read schemas';

/** A request before it is sent; `path` is relative to the Tenant URL and already encoded. */
export type ScimRequest = {
  operation: Operation;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  body?: JsonObject | PatchBody;
};

/** Every request Entra sends, as pure data; `variant` picks the encoding and parameter order. */
export const scimRequests = {
  probeUsers: (attribute: string, guid: string, variant: number) =>
    get('probe users', `/Users?${equals(attribute, guid, variant)}`),
  probeGroups: (guid: string, variant: number) =>
    get('probe groups', groupQuery('displayName', guid, variant)),
  matchUser: (attribute: string, value: string, variant: number) =>
    get('match user', `/Users?${equals(attribute, value, variant)}`),
  readUser: (id: string) => get('read user', `/Users/${encodeURIComponent(id)}`),
  createUser: (body: JsonObject) => send('create user', 'POST', '/Users', body),
  updateUser: (id: string, body: PatchBody) => send('update user', 'PATCH', user(id), body),
  setManager: (id: string, body: PatchBody) => send('set manager', 'PATCH', user(id), body),
  deleteUser: (id: string) => send('delete user', 'DELETE', user(id)),
  matchGroup: (attribute: string, value: string, variant: number) =>
    get('match group', groupQuery(attribute, value, variant)),
  readGroup: (id: string) => get('read group', `${group(id)}?excludedAttributes=members`),
  createGroup: (body: JsonObject) => send('create group', 'POST', '/Groups', body),
  updateGroup: (id: string, body: PatchBody) => send('update group', 'PATCH', group(id), body),
  addMembers: (id: string, body: PatchBody) => send('add members', 'PATCH', group(id), body),
  removeMembers: (id: string, body: PatchBody) => send('remove members', 'PATCH', group(id), body),
  deleteGroup: (id: string) => send('delete group', 'DELETE', group(id)),
  checkManager: (id: string, managerId: string, variant: number) =>
    get('check reference', `/Users?${reference(['id', id], ['manager', managerId], variant)}`),
  checkMember: (id: string, memberId: string, variant: number) =>
    get('check reference', `/Groups?${reference(['id', id], ['members', memberId], variant)}`),
  listUsers: (startIndex: number, count: number) =>
    get('list users', `/Users?startIndex=${startIndex}&count=${count}`),
  listGroups: (startIndex: number, count: number) =>
    get('list groups', `/Groups?excludedAttributes=members&startIndex=${startIndex}&count=${count}`),
  readMembers: (id: string) => get('read members', group(id)),
  readSchemas: () => get('read schemas', '/Schemas'),
} as const satisfies Record<string, (...args: never[]) => ScimRequest>;

function get(operation: Operation, path: string): ScimRequest {
  return { operation, method: 'GET', path };
}

function send(
  operation: Operation,
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: ScimRequest['body'],
): ScimRequest {
  return { operation, method, path, ...(body !== undefined && { body }) };
}

function user(id: string): string {
  return `/Users/${encodeURIComponent(id)}`;
}

function group(id: string): string {
  return `/Groups/${encodeURIComponent(id)}`;
}

function equals(attribute: string, value: string, variant: number): string {
  return filterQuery([[attribute, value]], { encodeQuotes: variant % 2 === 1 });
}

function groupQuery(attribute: string, value: string, variant: number): string {
  const parts = ['excludedAttributes=members', equals(attribute, value, variant)];
  return `/Groups?${((variant >> 1) % 2 === 0 ? parts : parts.reverse()).join('&')}`;
}

type Term = readonly [attribute: string, value: string];

function reference(first: Term, second: Term, variant: number): string {
  const terms = (variant >> 1) % 2 === 0 ? [first, second] : [second, first];
  return `${filterQuery(terms, { encodeQuotes: variant % 2 === 1 })}&attributes=id`;
}
