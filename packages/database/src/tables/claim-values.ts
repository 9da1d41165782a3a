import { sql } from 'kysely';
import type { ClaimName } from '../filter/claims.ts';
import type { TenantTransaction } from '../tenant-transaction.ts';

const identitiesRead = 5000;
const valuesTold = 100;

/** Values that sign-ins at the organisation's provider have claimed, the most frequent first; a bounded part of many. */
export async function listClaimValues(tx: TenantTransaction): Promise<Record<ClaimName, string[]>> {
  const { rows } = await sql<{ name: ClaimName; value: string }>`
    with first as materialized (select groups, roles, provider from user_identities limit ${identitiesRead}),
    read as (select * from first where provider = (select p.issuer from identity_providers p)),
    counted as (
      select 'groups' as name, v.value, count(*) as times from read, jsonb_array_elements_text(groups) v group by v.value
      union all
      select 'roles', v.value, count(*) from read, jsonb_array_elements_text(roles) v group by v.value),
    ranked as (
      select name, value, row_number() over (partition by name order by times desc, value) as place from counted)
    select name, value from ranked where place <= ${valuesTold} order by name, place`.execute(tx);
  const of = (name: ClaimName) => rows.filter((row) => row.name === name).map(({ value }) => value);
  return { groups: of('groups'), roles: of('roles') };
}
