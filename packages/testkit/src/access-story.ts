import {
  assignRole,
  listGroups,
  savePolicy,
  saveRole,
  saveService,
  type Outcome,
  type Scope,
} from '@rollcall/domain';
import { policies, roles, services } from './story.ts';

const confirm = { losing: 0 };

/** The story's services, roles and policies are there, and its people reach what these open to them. */
export async function giveAccess(scope: Scope): Promise<void> {
  const ids = new Map<string, string>();
  const idOf = (name: string) => {
    const id = ids.get(name);
    if (!id) throw new Error(`The story has no ${name}, or not yet`);
    return id;
  };
  const { items } = await listGroups(scope, { page: 1 });
  for (const { displayName, id } of items) ids.set(displayName, id);
  for (const service of services) ids.set(service.name, await made(saveService(scope, service, { confirm })));
  for (const { groups, ...role } of roles) {
    const roleId = await made(saveRole(scope, role, { confirm }));
    ids.set(role.name, roleId);
    if (groups.length > 0) await assignRole(scope, { roleId, groups: groups.map(idOf) }, { confirm });
  }
  for (const { roles, services, ...policy } of policies) {
    const setServices = Object.entries(services).map(([name, level]) => ({ id: idOf(name), level }));
    await made(savePolicy(scope, { ...policy, addRoles: roles.map(idOf), setServices }, { confirm }));
  }
}

async function made(outcome: Promise<Outcome<{ id: string }>>): Promise<string> {
  const done = await outcome;
  if (!done.applied) throw new Error('A confirmed change was only tried');
  return done.result.id;
}
