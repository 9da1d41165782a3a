import { attribute, type AttributePath, type Filter, type Schema } from '@rollcall/scim';
import type { Relation } from './target.ts';

/** What begins like this is not an organisation's to give, and no value of a client's is found under it. */
export const reservedUrns = 'urn:rollcall:';

export const claimNames = ['groups', 'roles'] as const;
export type ClaimName = (typeof claimNames)[number];

const claim = (name: ClaimName) =>
  attribute(name, `The ${name} that the last sign-in claimed.`, {
    multiValued: true,
    caseExact: true,
    mutability: 'readOnly',
  });

/** What a person's last sign-in claimed (docs/decisions/0047). Rules alone know this schema. */
export const claimsSchema: Schema = {
  id: `${reservedUrns}sign-in:User`,
  name: 'SignIn',
  description: 'What the last sign-in claimed',
  attributes: claimNames.map(claim),
};

/** Claims of the provider that is the organisation's now. What a former one said counts for nothing. */
export const claimRelations: Readonly<Record<string, Relation>> = Object.fromEntries(
  claimNames.map((name) => [`${claimsSchema.id}:${name}`, claimed(name)]),
);

function claimed(name: ClaimName): Relation {
  return {
    rows: `user_identities i cross join lateral jsonb_array_elements_text(i.${name}) m (value)
      where i.user_id = r.id and i.provider = (select p.issuer from identity_providers p)`,
    parts: { value: { name, sql: 'm.value', kind: 'string', caseExact: true } },
    address: "''",
    isSilent: true,
  };
}

/** Whether the filter asks for a claim. */
export function asksForClaims(filter: Filter): boolean {
  if (filter.kind === 'logical') return asksForClaims(filter.left) || asksForClaims(filter.right);
  return filter.kind === 'not' ? asksForClaims(filter.filter) : isClaim(filter.path);
}

/** The same filter as if nobody's sign-in had claimed anything. */
export function withoutClaims(filter: Filter): Filter {
  if (filter.kind === 'logical')
    return { ...filter, left: withoutClaims(filter.left), right: withoutClaims(filter.right) };
  if (filter.kind === 'not') return { ...filter, filter: withoutClaims(filter.filter) };
  return isClaim(filter.path) ? nobody : filter;
}

/** In a rule everybody is active. */
const nobody: Filter = { kind: 'compare', path: { attribute: 'active' }, operator: 'eq', value: false };

/** Whether the URN begins as only ours may. */
export function isReservedUrn(urn: string): boolean {
  return `${urn}:`.toLowerCase().startsWith(reservedUrns);
}

const isClaim = ({ schema }: AttributePath) => schema !== undefined && isReservedUrn(schema);
