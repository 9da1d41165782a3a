import { randomBytes } from 'node:crypto';
import { Blocked } from '../expect.ts';
import type { Client, Options } from '../http/client.ts';
import type { Answer } from '../http/exchange.ts';
import type { Json } from '../http/json.ts';
import { urns } from '../urns.ts';
import type { Discovery } from './discover.ts';
import { valueFor } from './value-for.ts';

export type Server = ReturnType<typeof createServer>;

/** A server under test as the checks see it. What they make in it is remembered, so that `removeAll` can remove it. */
export function createServer(client: Client, discovery: Discovery) {
  const run = randomBytes(4).toString('hex');
  const made = new Set<string>();
  const remembered = new Map<string, Promise<unknown>>();
  let count = 0;

  const send = async (method: string, path: string, options?: Options): Promise<Answer> => {
    const answer = await client(method, path, options);
    if (method === 'POST') for (const place of placesMade(path, answer)) made.add(place);
    return answer;
  };
  const patch = (path: string, operations: readonly unknown[], options: Options = {}) =>
    send('PATCH', path, { body: { schemas: [urns.patch], Operations: operations }, ...options });
  /** A name no server has, which tells where it came from. */
  const name = () => `scim-conform-${run}-${(count += 1)}`;
  const userBody = (more: object = {}): Json => ({
    schemas: [urns.user],
    userName: `${name()}@conform.example`,
    ...Object.fromEntries(discovery.required.map((each) => [each.name, valueFor(each, name())])),
    ...more,
  });
  const groupBody = (more: object = {}): Json => ({ schemas: [urns.group], displayName: name(), ...more });
  const { User: users, Group: groups = '/Groups' } = discovery.types;
  const create = async (path: string, body: unknown): Promise<Json> => {
    const answer = await send('POST', path, { body });
    if (answer.status === 201 && answer.body?.id) return answer.body;
    throw new Blocked('a resource to check with was not created', answer);
  };

  return {
    discovery,
    config: discovery.config,
    users,
    groups,
    send,
    get: (path: string, options?: Options) => send('GET', path, options),
    post: (path: string, body: unknown) => send('POST', path, { body }),
    put: (path: string, body: unknown, options: Options = {}) => send('PUT', path, { body, ...options }),
    delete: (path: string, options?: Options) => send('DELETE', path, options),
    patch,
    name,
    userBody,
    groupBody,
    makeUser: (more?: object) => create(users, userBody(more)),
    makeGroup: (more?: object) => create(groups, groupBody(more)),
    /** The address of a resource below the base. */
    at: ({ id, members, meta }: Json) =>
      `${meta?.resourceType === 'Group' || members ? groups : users}/${encodeURIComponent(id)}`,
    /** The value that `make` gave the first time it was asked for under this key. */
    once: <T>(key: string, make: () => Promise<T>): Promise<T> => {
      if (!remembered.has(key)) remembered.set(key, make());
      return remembered.get(key) as Promise<T>;
    },
    /** Everything made is gone; answers the addresses of what could not be removed. */
    removeAll: async (): Promise<readonly string[]> => {
      const left: string[] = [];
      // The newest first: groups go before their members.
      for (const place of [...made].reverse()) {
        const { status } = await client('DELETE', place).catch(() => ({ status: 0 }));
        if (status !== 404 && (status < 200 || status > 299)) left.push(place);
      }
      made.clear();
      return left;
    },
  };
}

/** The addresses of what a POST made, below the base. */
function placesMade(path: string, { status, body }: Answer): string[] {
  if (status === 201 && body?.id) return [`${path.split('?')[0]}/${encodeURIComponent(body.id)}`];
  const operations: Json[] = Array.isArray(body?.Operations) ? body.Operations : [];
  return operations
    .filter(({ method, status: told }) => method === 'POST' && String(told) === '201')
    .flatMap(({ location }) => /\/[^/]+\/[^/]+$/.exec(String(location))?.[0] ?? []);
}
