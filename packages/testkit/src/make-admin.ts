import { createAdmin, giveProfile, type Auth, type Scope } from '@rollcall/domain';
import { readablePassword } from './readable-password.ts';

/** Who can sign in, and with what. */
export type MadeAdmin = Readonly<{ id: string; name: string; email: string; password: string }>;

/** A new admin who runs the organisation, as its owner unless another profile is given. */
export async function makeAdmin(
  auth: Auth,
  scope: Scope,
  given: { name?: string; email?: string; password?: string; profile?: 'owner' | 'admin' | 'readOnly' } = {},
): Promise<MadeAdmin> {
  const { profile = 'owner', ...rest } = given;
  const admin = {
    name: 'Ada Vance',
    email: `${profile}@${scope.tenant.key}.example`,
    password: readablePassword(),
    ...rest,
  };
  const { id } = await createAdmin(auth, admin);
  await giveProfile(scope.db, { tenantId: scope.tenant.id, adminId: id, profile });
  return { id, ...admin };
}
