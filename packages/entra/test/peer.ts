import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import express from 'express';
import { applyOperation, valueAt } from './peer-resources.ts';
import type { AddressInfo } from 'node:net';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Express, Request, Response } from 'express';
import type { Json } from './peer-resources.ts';

/** A request as it arrived. */
export type Arrival = { method: string; url: string; headers: IncomingHttpHeaders; body: Json | undefined };

/** What makes a peer misbehave; a peer without any is honest. */
export type Misbehaviour = {
  /** Changes or drops a PATCH operation before it is applied. */
  operation?: (operation: Json, resource: Json) => Json | undefined;
  /** Changes a resource on its way out. */
  shown?: (resource: Json) => Json;
  /** Answers in place of the peer; true when it has. */
  intercept?: (request: Request, response: Response, peer: Peer) => boolean;
  allowsTwins?: boolean;
  hidesDisabled?: boolean;
  ignoresExcludedAttributes?: boolean;
  pageLimit?: number;
  /** A resource is deleted when this holds after a PATCH. */
  deletesWhen?: (resource: Json) => boolean;
};

/** A simple SCIM server in memory, which keeps what arrives. */
export type Peer = AsyncDisposable & {
  baseUrl: string;
  users: Map<string, Json>;
  groups: Map<string, Json>;
  arrivals: Arrival[];
};

const token = 'let-me-in';
const listUrn = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** A peer listening on a free port. */
export async function startPeer(misbehaviour: Misbehaviour = {}): Promise<Peer> {
  const app = express();
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const peer: Peer = {
    baseUrl: `http://127.0.0.1:${port}/scim`,
    users: new Map(),
    groups: new Map(),
    arrivals: [],
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  addRoutes(app, peer, misbehaviour);
  return peer;
}

function addRoutes(app: Express, peer: Peer, misbehaviour: Misbehaviour): void {
  app.use(express.json({ type: 'application/scim+json', limit: '10mb' }));
  app.use((request, response, next) => {
    const { method, url, headers, body } = request;
    peer.arrivals.push({ method, url, headers, body });
    if (misbehaviour.intercept?.(request, response, peer) === true) return;
    if (headers.authorization === `Bearer ${token}`) next();
    else fail(response, 401, `this is not known here: ${headers.authorization ?? 'no token'}`);
  });
  addResource(app, '/scim/Users', peer.users, 'userName', misbehaviour);
  addResource(app, '/scim/Groups', peer.groups, 'displayName', misbehaviour);
  app.delete('/scim/Users/:id', (request, response) => {
    const { id } = request.params;
    for (const group of peer.groups.values())
      applyOperation(group, { op: 'remove', path: `members[value eq "${id}"]` });
    remove(response, peer.users, id);
  });
  app.delete('/scim/Groups/:id', (request, response) => remove(response, peer.groups, request.params.id));
}

function addResource(
  app: Express,
  path: string,
  store: Map<string, Json>,
  key: string,
  misbehaviour: Misbehaviour,
): void {
  const show = (request: Request, resource: Json): Json => {
    const shown = misbehaviour.shown?.(structuredClone(resource)) ?? { ...resource };
    const excluded = queryOf(request).get('excludedAttributes') ?? '';
    if (excluded !== '' && misbehaviour.ignoresExcludedAttributes !== true) delete shown[excluded];
    return shown;
  };
  const isTaken = (value: unknown): boolean =>
    [...store.values()].some((one) => String(one[key]).toLowerCase() === String(value).toLowerCase());

  app.get(path, (request, response) => list(request, response, store, misbehaviour, show));
  app.post(path, (request, response) => {
    const body = request.body as Json;
    if (isTaken(body[key]) && misbehaviour.allowsTwins !== true)
      return fail(response, 409, `${key} is taken`);
    const id = randomUUID();
    store.set(id, { ...body, id });
    reply(response, 201, show(request, { ...body, id }));
  });
  app.get(`${path}/:id`, (request, response) => {
    const found = store.get(request.params['id'] ?? '');
    if (found === undefined) fail(response, 404, 'there is no such resource');
    else reply(response, 200, show(request, found));
  });
  app.patch(`${path}/:id`, (request, response) => patch(request, response, store, misbehaviour));
}

function remove(response: Response, store: Map<string, Json>, id: string): void {
  if (store.delete(id)) response.status(204).end();
  else fail(response, 404, 'there is no such resource');
}

function patch(
  request: Request,
  response: Response,
  store: Map<string, Json>,
  misbehaviour: Misbehaviour,
): void {
  const id = String(request.params['id']);
  const found = store.get(id);
  if (found === undefined) return fail(response, 404, 'there is no such resource');
  for (const operation of (request.body as Json)['Operations'] as Json[]) {
    const kept = misbehaviour.operation === undefined ? operation : misbehaviour.operation(operation, found);
    if (kept !== undefined) applyOperation(found, kept);
  }
  if (misbehaviour.deletesWhen?.(found) === true) store.delete(id);
  response.status(204).end();
}

function list(
  request: Request,
  response: Response,
  store: Map<string, Json>,
  misbehaviour: Misbehaviour,
  show: (request: Request, resource: Json) => Json,
): void {
  const query = queryOf(request);
  const all = [...store.values()].filter(
    (one) => misbehaviour.hidesDisabled !== true || one['active'] !== false,
  );
  const matches = all.filter((one) => isMatch(one, query.get('filter')));
  const startIndex = Number(query.get('startIndex') ?? 1);
  const count = Math.min(Number(query.get('count') ?? 100), misbehaviour.pageLimit ?? 100);
  const page = matches.slice(startIndex - 1, startIndex - 1 + count);
  reply(response, 200, {
    schemas: [listUrn],
    totalResults: matches.length,
    startIndex,
    itemsPerPage: page.length,
    Resources: page.map((one) => show(request, one)),
  });
}

function isMatch(resource: Json, filter: string | null): boolean {
  if (filter === null) return true;
  return filter.split(' and ').every((term) => {
    const [, path = '', literal = ''] = /^(.+) eq (".*")$/.exec(term) ?? [];
    const wanted = String(JSON.parse(literal)).toLowerCase();
    const value = valueAt(resource, path);
    if (path === 'members') return ((value ?? []) as Json[]).some((one) => one['value'] === wanted);
    return String(value).toLowerCase() === wanted;
  });
}

function queryOf(request: Request): URLSearchParams {
  return new URLSearchParams(request.url.split('?')[1] ?? '');
}

function reply(response: Response | ServerResponse, status: number, body: Json): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/scim+json');
  response.end(JSON.stringify(body));
}

/** A SCIM error. */
export function fail(response: Response, status: number, detail: string): void {
  reply(response, status, { schemas: [errorUrn], status: String(status), detail });
}
