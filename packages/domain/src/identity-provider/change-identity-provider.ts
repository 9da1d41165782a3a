import { asksForClaims, usersSignedInAt } from '@rollcall/database';
import { changeAccess, maxCompared, type Asked, type Outcome } from '../access/change-access.ts';
import { readRules } from '../access/rules.ts';
import type { Scope } from '../scope.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import type { IdentityProvider } from './identity-provider.ts';
import type { IdentityProviderInput } from './parse-identity-provider.ts';
import { readSettings, storeSettings } from './save-identity-provider.ts';

/**
 * The settings are saved as `saveIdentityProvider` does, where it has been seen what that does to access: only claims of the
 * provider that is set now count (docs/decisions/0047), so another issuer takes what rules gave for a claim, and gives it to
 * whoever signed in at that one before. Throws `invalidInput` and `accessChanged`.
 */
export function changeIdentityProvider(
  scope: Scope,
  input: IdentityProviderInput,
  by: { secretKeys: KeyRing },
  asked: Asked,
): Promise<Outcome<IdentityProvider>> {
  return changeAccess(scope, asked, async (tx) => {
    const settings = await readSettings(tx, scope, input, by);
    const make = () => storeSettings(tx, scope, settings);
    const { before, after } = settings;
    if (!before || before.issuer === after.issuer) return { people: {}, make };
    const rules = (await readRules(tx)).of.filter(({ filter }) => asksForClaims(filter));
    const roles = rules.map(({ roleId }) => roleId);
    const users = roles.length > 0 ? await usersSignedInAt(tx, after.issuer, maxCompared + 1) : [];
    return { people: { roles, users }, roles, make };
  });
}
