import { accessOfUser, savePolicy, saveRole, saveService, type Outcome, type Scope } from '../src/index.ts';

/** An admin has seen what is lost and says yes. */
export const confirm = { losing: 1000 };

/** The id of what was saved. */
export async function made(outcome: Promise<Outcome<{ id: string }>>): Promise<string> {
  const done = await outcome;
  if (!done.applied) throw new Error('The change was only tried');
  return done.result.id;
}

const service = (scope: Scope, name: string) =>
  made(saveService(scope, { name, address: 'https://service.example/' }, { confirm }));

/** The id of a new role. */
export const role = (scope: Scope, name: string, rule?: string) =>
  made(saveRole(scope, { name, rule }, { confirm }));

/** A policy that opens a service to a role. */
export async function opened(scope: Scope, rule?: string) {
  const [serviceId, roleId] = [await service(scope, 'CRM'), await role(scope, 'CRM user', rule)];
  const parts = { addRoles: [roleId], setServices: [{ id: serviceId, level: 'use' as const }] };
  const policyId = await made(savePolicy(scope, { name: 'Customer data', ...parts }, { confirm }));
  return { serviceId, roleId, policyId };
}

/** What the user reaches, at which level. */
export const reached = async (scope: Scope, userId: string) =>
  (await accessOfUser(scope, userId)).services.map(({ name, level }) => `${name} ${level}`);
