import { connect, disconnect, type Database } from '@rollcall/database';
import { testDatabase } from '@rollcall/database/testing';
import {
  createResource,
  createScimDoor,
  createTenant,
  enableProvisioning,
  generateToken,
  openScimScope,
  resourceTypes,
  saveIdentityProvider,
  type Scope,
  type ScimScope,
  type KeyRing,
} from '../src/index.ts';
import { inTenant } from '../src/in-tenant.ts';

export const secretKeys: KeyRing = [Buffer.alloc(32, 7)];
export const publicOrigin = 'https://scim.rollcall.example';
export const entraTenantId = '0b6b9c1e-7d34-4c7e-9a54-2f6f0a1d5e11';
export const clientId = '5f3c2a90-1b1d-4c55-8f0e-6a1b2c3d4e5f';

/** A database of one's own, connected to; disposing drops it. */
export async function testConnection() {
  const database = await testDatabase();
  const db = connect(database.url);
  return {
    db,
    [Symbol.asyncDispose]: async () => {
      await disconnect(db);
      await database[Symbol.asyncDispose]();
    },
  };
}

/** A new organisation, and an admin at work in it. */
export async function newOrganisation(db: Database, name = 'Lantern Works'): Promise<Scope> {
  const tenant = await createTenant(db, { name });
  return {
    db,
    tenant,
    actor: { kind: 'admin', id: 'admin-1', label: 'ada@lantern.example' },
    requestId: 'request-1',
    now: () => new Date(),
  };
}

/** The same scope at another moment. */
export function daysLater(scope: Scope, days: number): Scope {
  return { ...scope, now: () => new Date(Date.now() + days * 24 * 60 * 60 * 1000) };
}

/** The organisation has its identity provider saved and SCIM on. */
export async function enableScim(scope: Scope): Promise<void> {
  await saveIdentityProvider(
    scope,
    { entraTenantId, clientId, clientSecret: 'a~client.secret' },
    { secretKeys },
  );
  await enableProvisioning(scope);
}

/** A request of the identity provider with that secret, through a door that has seen nothing before. */
export function callScim(scope: Scope, token: string): Promise<ScimScope> {
  const door = createScimDoor({ db: scope.db, publicOrigin, secretKeys, now: () => new Date() });
  return openScimScope(door, { tenantKey: scope.tenant.key, token, requestId: 'request-of-entra' });
}

/** People of these userNames, brought by SCIM; `active` as the identity provider requests. */
export async function provisionUsers(
  scope: Scope,
  people: readonly { userName: string; active?: boolean }[],
): Promise<void> {
  const { secret } = await generateToken(scope, { label: 'Entra' });
  const call = await callScim(scope, secret);
  const [userType] = resourceTypes;
  for (const person of people) {
    await createResource(call, userType!, {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      ...person,
    });
  }
}

/** Everyone's access by userName. */
export async function accessOf(scope: Scope): Promise<Record<string, string>> {
  const rows = await inTenant(scope, (tx) =>
    tx.selectFrom('users').select(['user_name', 'access']).orderBy('user_name').execute(),
  );
  return Object.fromEntries(rows.map((row) => [row.user_name, row.access]));
}

/** The ledger of the organisation, oldest first. */
export function ledgerOf(scope: Scope) {
  return inTenant(scope, (tx) => tx.selectFrom('changes').selectAll().orderBy('id').execute());
}
