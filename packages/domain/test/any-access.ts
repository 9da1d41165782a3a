import fc from 'fast-check';
import { accessLevels } from '@rollcall/database';
import type { World } from './access-model.ts';

export const sizes = { users: 6, groups: 5, roles: 3, policies: 3, services: 3 } as const;

const departments = ['Sales', 'Fleet'];
const claims = ['Crew', 'Deck'];
const rule = fc.option(
  fc.oneof(
    fc.record({ department: fc.constantFrom(...departments) }),
    fc.record({ claim: fc.constantFrom(...claims) }),
    fc.record({ department: fc.constantFrom(...departments), claim: fc.constantFrom(...claims) }),
  ),
  { nil: null, freq: 2 },
);
const placeIn = (size: number) => fc.nat(size - 1);
const level = fc.constantFrom(...accessLevels);
const rarelyNot = fc.integer({ min: 0, max: 7 }).map((number) => number > 0);
const someOf = (size: number, minLength = 0) =>
  fc.uniqueArray(placeIn(size), { minLength, maxLength: 3, size: 'max' });
const listOf = <Item>(size: number, item: fc.Arbitrary<Item>) =>
  fc.array(item, { minLength: size, maxLength: size });
const services = fc.dictionary(placeIn(sizes.services).map(String), level, {
  minKeys: 1,
  maxKeys: 2,
  size: 'max',
});

/** A group has inside only groups after it, so that none is inside itself. */
const group = (place: number) =>
  fc.record({
    users: fc.uniqueArray(fc.record({ user: placeIn(sizes.users), effective: rarelyNot }), {
      maxLength: 3,
      size: 'max',
      selector: ({ user }) => user,
    }),
    groups:
      place === sizes.groups - 1
        ? fc.constant<World['groups'][number]['groups']>([])
        : fc.uniqueArray(
            fc.record({ group: fc.integer({ min: place + 1, max: sizes.groups - 1 }), effective: rarelyNot }),
            { maxLength: 2, size: 'max', selector: ({ group }) => group },
          ),
  });

/** An organisation of a few users, nested groups, roles, rules, policies and services. */
export const anyWorld: fc.Arbitrary<World> = fc.record({
  users: listOf(
    sizes.users,
    fc.record({
      granted: rarelyNot,
      department: fc.constantFrom(...departments, 'Nowhere'),
      claims: fc.subarray(claims),
    }),
  ),
  groups: fc.tuple(...Array.from({ length: sizes.groups }, (_, place) => group(place))),
  roles: listOf(
    sizes.roles,
    fc.record({ rule, users: someOf(sizes.users), groups: someOf(sizes.groups), gone: fc.constant(false) }),
  ),
  policies: listOf(
    sizes.policies,
    fc.record({ enabled: rarelyNot, roles: someOf(sizes.roles, 1), services, gone: fc.constant(false) }),
  ),
  services: listOf(sizes.services, fc.record({ gone: fc.constant(false) })),
});

const role = placeIn(sizes.roles);
const policy = placeIn(sizes.policies);
const assignees = { role, users: someOf(sizes.users), groups: someOf(sizes.groups, 1) };

/** A change of who reaches what, in every kind there is. */
export const anyAct = fc.oneof(
  fc.record({ kind: fc.constant('assign' as const), ...assignees }),
  fc.record({ kind: fc.constant('unassign' as const), ...assignees }),
  fc.record({ kind: fc.constant('rule' as const), role, rule }),
  fc.record({
    kind: fc.constant('policy' as const),
    policy,
    enabled: fc.option(fc.boolean(), { nil: undefined }),
    addRoles: someOf(sizes.roles),
    removeRoles: someOf(sizes.roles),
    set: services,
    removeServices: someOf(sizes.services),
  }),
  fc.record({ kind: fc.constant('deleteRole' as const), role }),
  fc.record({ kind: fc.constant('deletePolicy' as const), policy }),
  fc.record({ kind: fc.constant('deleteService' as const), service: placeIn(sizes.services) }),
);

export type Act = typeof anyAct extends fc.Arbitrary<infer Value> ? Value : never;

/** The organisation after the change; undefined where it is about something that is gone. */
export function after(world: World, act: Act): World | undefined {
  const next = structuredClone(world);
  switch (act.kind) {
    case 'assign':
    case 'unassign': {
      const target = next.roles[act.role]!;
      if (target.gone || act.users.length + act.groups.length === 0) return undefined;
      const move = (before: number[], moved: number[]) =>
        act.kind === 'assign'
          ? [...new Set([...before, ...moved])]
          : before.filter((each) => !moved.includes(each));
      target.users = move(target.users, act.users);
      target.groups = move(target.groups, act.groups);
      return next;
    }
    case 'rule':
      next.roles[act.role]!.rule = act.rule;
      return next.roles[act.role]!.gone ? undefined : next;
    case 'policy': {
      const target = next.policies[act.policy]!;
      if (target.gone) return undefined;
      target.enabled = act.enabled ?? target.enabled;
      const kept = target.roles.filter((each) => !act.removeRoles.includes(each));
      target.roles = [...new Set([...kept, ...act.addRoles.filter((each) => !next.roles[each]!.gone)])];
      for (const service of act.removeServices) delete target.services[service];
      for (const [service, level] of Object.entries(act.set))
        if (!next.services[Number(service)]!.gone) target.services[Number(service)] = level;
      return next;
    }
    case 'deleteRole':
      if (next.roles[act.role]!.gone) return undefined;
      next.roles[act.role]!.gone = true;
      return next;
    case 'deletePolicy':
      if (next.policies[act.policy]!.gone) return undefined;
      next.policies[act.policy]!.gone = true;
      return next;
    case 'deleteService':
      if (next.services[act.service]!.gone) return undefined;
      next.services[act.service]!.gone = true;
      return next;
  }
}
