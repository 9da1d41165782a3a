import type { Shot } from './load.ts';

/** Where a side of the comparison answers. */
export type Side = 'product' | 'floor';

/** One operation of Entra's mix, as each side is asked for it. `n` numbers the requests of a round. */
export type Operation = Readonly<{ name: string; shots: (world: World, count: number) => Shot[] }>;

/** The ids that operations work on, made before the measurement; `fresh` never gives the same number twice. */
export type World = Readonly<{
  side: Side;
  base: string;
  headers: Record<string, string>;
  users: readonly string[];
  groupId: string;
  bigGroupId: string;
  doomed: string[];
  fresh: () => number;
}>;

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const patchOp = (...Operations: unknown[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
});

/** A user as Entra creates it with the default mapping (use-scim-to-provision-users-and-groups). */
export function person(n: number): Record<string, unknown> & { userName: string } {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
    userName: `person.${n}@bench.example`,
    externalId: `person.${n}`,
    active: true,
    displayName: `Person Number ${n}`,
    title: 'Field Engineer',
    preferredLanguage: 'en-GB',
    name: { formatted: `Person Number ${n}`, familyName: `Number ${n}`, givenName: 'Person' },
    emails: [{ primary: true, type: 'work', value: `person.${n}@bench.example` }],
    phoneNumbers: [
      { primary: true, type: 'work', value: '+45 87654321' },
      { type: 'mobile', value: '+45 20304050' },
    ],
    addresses: [{ type: 'work', primary: true, locality: 'Aarhus', country: 'Denmark' }],
    [enterprise]: { employeeNumber: String(n), department: 'Operations' },
  };
}

const each = (count: number, make: (index: number) => Shot) =>
  Array.from({ length: count }, (_, index) => make(index));
const pick = (list: readonly string[], index: number) => list[index % list.length]!;

/** Each operation once for the product and once for the floor; the list is the mix of an Entra cycle. */
export const operations: readonly Operation[] = [
  {
    name: 'match a user',
    shots: ({ side, base, headers, users }, count) =>
      each(count, (index) => {
        const name = `person.${index % users.length}@bench.example`;
        const path =
          side === 'product'
            ? `/Users?filter=userName+eq+%22${encodeURIComponent(name)}%22`
            : `/users?name=${name}`;
        return { method: 'GET', url: base + path, headers, expect: 200 };
      }),
  },
  {
    name: 'read a user',
    shots: ({ side, base, headers, users }, count) =>
      each(count, (index) => ({
        method: 'GET',
        url: `${base}/${side === 'product' ? 'Users' : 'users'}/${pick(users, index)}`,
        headers,
        expect: 200,
      })),
  },
  {
    name: 'create a user',
    shots: ({ side, base, headers, fresh }, count) =>
      each(count, () => ({
        method: 'POST',
        url: `${base}/${side === 'product' ? 'Users' : 'users'}`,
        headers,
        body: person(fresh()),
        expect: 201,
      })),
  },
  {
    name: 'update a user',
    shots: ({ side, base, headers, users, fresh }, count) =>
      each(count, (index) => {
        const title = `Engineer ${fresh()}`;
        const body = side === 'product' ? patchOp({ op: 'Replace', path: 'title', value: title }) : { title };
        return {
          method: 'PATCH',
          url: `${base}/${side === 'product' ? 'Users' : 'users'}/${pick(users, index)}`,
          headers,
          body,
          expect: 200,
        };
      }),
  },
  {
    name: 'update a user with nothing new',
    shots: ({ side, base, headers, users }, count) =>
      each(count, (index) => {
        const body =
          side === 'product' ? patchOp({ op: 'Replace', path: 'active', value: 'True' }) : { active: true };
        return {
          method: 'PATCH',
          url: `${base}/${side === 'product' ? 'Users' : 'users'}/${pick(users, index)}`,
          headers,
          body,
          expect: 200,
        };
      }),
  },
  {
    name: 'match a group',
    shots: ({ side, base, headers }, count) =>
      each(count, () => {
        const path = '/Groups?excludedAttributes=members&filter=displayName+eq+%22Bench+small%22';
        return {
          method: 'GET',
          url: base + (side === 'product' ? path : '/groups?name=Bench+small'),
          headers,
          expect: 200,
        };
      }),
  },
  {
    name: 'create a group',
    shots: ({ side, base, headers, fresh }, count) =>
      each(count, () => ({
        method: 'POST',
        url: `${base}/${side === 'product' ? 'Groups' : 'groups'}`,
        headers,
        body: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: `Bench ${fresh()}` },
        expect: 201,
      })),
  },
  members('add and remove a member, group of 10', 'groupId'),
  members('add and remove a member, group of 50,000', 'bigGroupId'),
  {
    name: 'list a page of 100 users',
    shots: ({ side, base, headers }, count) =>
      each(Math.ceil(count / 10), (index) => {
        const path =
          side === 'product'
            ? `/Users?startIndex=${1 + (index % 5) * 100}&count=100`
            : `/users/page?offset=${(index % 5) * 100}`;
        return { method: 'GET', url: base + path, headers, expect: 200 };
      }),
  },
  {
    name: 'delete a user',
    shots: ({ side, base, headers, doomed }, count) =>
      doomed.splice(0, count).map((id) => ({
        method: 'DELETE',
        url: `${base}/${side === 'product' ? 'Users' : 'users'}/${id}`,
        headers,
        expect: 204,
      })),
  },
];

/** Half the requests add people and the other half removes the same ones, so that each of them writes. */
function members(name: string, group: 'groupId' | 'bigGroupId'): Operation {
  const shots = (world: World, count: number) => {
    const half = Math.min(count >> 1, world.users.length);
    return [
      ...each(half, (index) => add(world, group, index)),
      ...each(half, (index) => remove(world, group, index)),
    ];
  };
  return { name, shots };
}

function add(world: World, group: 'groupId' | 'bigGroupId', index: number): Shot {
  const { side, base, headers } = world;
  const value = pick(world.users, index);
  if (side === 'floor') {
    return {
      method: 'POST',
      url: `${base}/groups/${world[group]}/members`,
      headers,
      body: { value },
      expect: 204,
    };
  }
  const body = patchOp({ op: 'Add', path: 'members', value: [{ value }] });
  return { method: 'PATCH', url: `${base}/Groups/${world[group]}`, headers, body, expect: 204 };
}

function remove(world: World, group: 'groupId' | 'bigGroupId', index: number): Shot {
  const { side, base, headers } = world;
  const value = pick(world.users, index);
  if (side === 'floor') {
    return { method: 'DELETE', url: `${base}/groups/${world[group]}/members/${value}`, headers, expect: 204 };
  }
  const body = patchOp({ op: 'Remove', path: 'members', value: [{ value }] });
  return { method: 'PATCH', url: `${base}/Groups/${world[group]}`, headers, body, expect: 204 };
}
