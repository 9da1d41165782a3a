import { connect, disconnect, type Database } from '@rollcall/database';
import { createAuth, type Auth, type KeyRing, type Scope, type ScimScope } from '@rollcall/domain';
import { enableScim, makeAdmin, makeTenant, makeToken, openScim, type MadeAdmin } from '@rollcall/testkit';
import { readHouse } from '../house/house.ts';

/** Where organisations are prepared, by the product's own use cases. */
export type Workshop = Readonly<{ db: Database; auth: Auth; publicOrigin: string; secretKeys: KeyRing }>;

/** An organisation with an admin who owns it. `path` is where the Command Center shows it. */
export type Organisation = Readonly<{ scope: Scope; name: string; path: string; owner: MadeAdmin }>;

/** The workshop of the house that runs; `close` ends its connections. */
export function openWorkshop(): Workshop & { close: () => Promise<void> } {
  const { databaseUrl, publicOrigin, adminOrigin, ...house } = readHouse();
  const db = connect(databaseUrl, { max: 4 });
  const secretKeys: KeyRing = [Buffer.from(house.secretKey, 'base64')];
  const auth = createAuth({ db, secretKeys, adminOrigin });
  return { db, auth, publicOrigin, secretKeys, close: () => disconnect(db) };
}

/** A new organisation that nothing has happened in. */
export async function foundOrganisation({ db, auth }: Workshop, name: string): Promise<Organisation> {
  const scope = await makeTenant(db, { name });
  const owner = await makeAdmin(auth, scope);
  return { scope, name, path: `/${scope.tenant.key}`, owner };
}

/** The organisation is connected: settings saved, SCIM on, a token made. The answer calls its Base URL with that token. */
export async function connectOrganisation(
  workshop: Workshop,
  { scope }: Organisation,
): Promise<{ secret: string; scim: ScimScope }> {
  await enableScim(scope, workshop);
  const { secret } = await makeToken(scope);
  return { secret, scim: await openScim(scope, { ...workshop, token: secret }) };
}
