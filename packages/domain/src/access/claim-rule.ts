import { claimsSchema, findIdentityProvider, listClaimValues, type ClaimName } from '@rollcall/database';
import { invalidInput } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';

/** What a rule can ask of sign-ins: the claims that the settings name, and values that they have had. */
export type Claims = Readonly<
  Record<ClaimName, Readonly<{ claim: string | null; values: readonly string[] }>>
>;

/** The claims that sign-ins carry. */
export function listClaims(scope: Scope): Promise<Claims> {
  return inTenant(scope, async (tx) => {
    const provider = await findIdentityProvider(tx);
    const { groups, roles } = await listClaimValues(tx);
    return {
      groups: { claim: provider?.groupsClaim ?? null, values: groups },
      roles: { claim: provider?.rolesClaim ?? null, values: roles },
    };
  });
}

/** The rule, which now also matches whoever's last sign-in claims that value. Throws `invalidInput`. */
export function extendRule(rule: string, { claim, value }: { claim: ClaimName; value: string }): string {
  const wanted = value.trim();
  if (wanted === '')
    throw invalidInput({ value: 'Enter what the claim has in it, such as the id of a group.' });
  const asked = `${claimsSchema.id}:${claim} eq ${JSON.stringify(wanted)}`;
  return rule.trim() === '' ? asked : `${rule.trim()} or ${asked}`;
}
