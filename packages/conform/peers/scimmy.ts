import { isDeepStrictEqual } from 'node:util';
import express from 'express';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';
import type { Json } from '../src/http/json.ts';
import { serve } from './serve.ts';

// scimmy leaves storing, ids, times and uniqueness to its user; this does them as the RFC asks, in memory.
const token = 'conform-peer-token';
const users = new Map<string, Json>();
const groups = new Map<string, Json>();

const { Error: ScimmyError } = SCIMMY.Types;
const lower = (text: unknown) => String(text).toLowerCase();

function write(store: Map<string, Json>, { id }: Json, instance: Json, unique?: string): Json {
  const data = JSON.parse(JSON.stringify(instance));
  const before = id === undefined ? undefined : store.get(id);
  if (id !== undefined && !before) throw new ScimmyError(404, null as never, `Resource ${id} not found`);
  const others = unique === undefined ? [] : [...store.values()].filter((each) => each.id !== id);
  if (others.some((each) => lower(each[unique as string]) === lower(data[unique as string])))
    throw new ScimmyError(409, 'uniqueness', `${unique} is taken`);
  const now = new Date().toISOString();
  const created = before?.meta.created ?? now;
  const stored = {
    ...data,
    id: id ?? crypto.randomUUID(),
    meta: { ...data.meta, created, lastModified: now },
  };
  // A write that changes nothing keeps the time of the one before (RFC 7644 §3.5.2.1).
  if (before && isDeepStrictEqual({ ...before, meta: 0 }, { ...stored, meta: 0 })) return before;
  store.set(stored.id, stored);
  return stored;
}

function read(
  store: Map<string, Json>,
  { id, filter }: Json,
  shown: (stored: Json) => Json = (stored) => stored,
): Json {
  if (id === undefined) {
    const all = [...store.values()].map(shown);
    return filter ? filter.match(all) : all;
  }
  const found = store.get(id);
  if (!found) throw new ScimmyError(404, null as never, `Resource ${id} not found`);
  return shown(found);
}

function remove(store: Map<string, Json>, { id }: Json): void {
  if (!store.delete(id)) throw new ScimmyError(404, null as never, `Resource ${id} not found`);
}

const withGroups = (user: Json): Json => {
  const member = [...groups.values()].filter(({ members = [] }) =>
    members.some(({ value }: Json) => value === user.id),
  );
  return member.length === 0
    ? user
    : {
        ...user,
        groups: member.map(({ id, displayName }) => ({ value: id, display: displayName, type: 'direct' })),
      };
};

SCIMMY.Resources.declare(SCIMMY.Resources.User)
  .extend(SCIMMY.Schemas.EnterpriseUser, false)
  .ingress(((resource: Json, data: Json) => withGroups(write(users, resource, data, 'userName'))) as never)
  .egress(((resource: Json) => read(users, resource, withGroups)) as never)
  .degress((resource: Json) => remove(users, resource));
SCIMMY.Resources.declare(SCIMMY.Resources.Group)
  .ingress(((resource: Json, data: Json) => write(groups, resource, data)) as never)
  .egress(((resource: Json) => read(groups, resource)) as never)
  .degress((resource: Json) => remove(groups, resource));

const app = express();
app.use(
  '/scim',
  new SCIMMYRouters({
    type: 'bearer',
    handler: (request: express.Request) => {
      if (request.header('Authorization') !== `Bearer ${token}`) throw new Error('The token is not known.');
      return 'nobody';
    },
  }),
);
await serve({ name: 'scimmy-routers', handler: app, path: '/scim', token });
