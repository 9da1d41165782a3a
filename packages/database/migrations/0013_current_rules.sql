-- What a tenant's SCIM messages are read by: the dialect of its client, and the schemas of its own. An instance remembers
-- both with the token, so each transaction proves that they are still the same (docs/decisions/0032).

alter table provisioning
  -- Null until an identity provider is saved or an admin has chosen the client, and read to the letter of the RFC till then.
  alter column dialect drop not null,
  alter column dialect drop default,
  -- Counts the changes of the rules.
  add column rules_version bigint not null default 0;

create function count_dialect_change() returns trigger language plpgsql as $$
begin
  new.rules_version := old.rules_version + 1;
  return new;
end $$;
create trigger count_dialect_change before update of dialect on provisioning
  for each row when (old.dialect is distinct from new.dialect) execute function count_dialect_change();

create function count_schema_change() returns trigger language plpgsql as $$
begin
  update provisioning set rules_version = rules_version + 1;
  return null;
end $$;
create trigger count_schema_change after insert or update or delete on schemas
  for each statement execute function count_schema_change();
create trigger count_schema_change after insert or update or delete on resource_types
  for each statement execute function count_schema_change();

-- As in 0012, with the version of the rules that it answers with. One statement reads them all, so that they belong together.
drop function find_scim_token;
create function find_scim_token(
  p_tenant_key text, p_hash bytea,
  out tenant_id uuid, out tenant_name text, out token_id uuid, out token_label text, out dialect text,
  out types text, out rules_version bigint
) language plpgsql as $$
begin
  select t.id, t.name into tenant_id, tenant_name from tenants t where t.key = p_tenant_key;
  if not found then
    raise exception 'no tenant has this key' using errcode = 'RC001';
  end if;
  perform set_config('app.tenant_id', tenant_id::text, true);
  select k.id, k.label into token_id, token_label from tokens k
    where k.hash = p_hash and k.revoked_at is null and k.expires_at > now();
  if not found then
    raise exception 'no live token has this hash' using errcode = 'RC002';
  end if;
  select coalesce(p.dialect, 'rfc'), tenant_types(), p.rules_version into dialect, types, rules_version
    from provisioning p where p.enabled;
  if not found then
    raise exception 'provisioning is switched off' using errcode = 'RC003';
  end if;
end $$;

-- As in 0006, and raises where the request was read by rules that are no longer the tenant's (RC005), or while an admin
-- is changing what requests rest on (RC006).
drop function enter_scim_scope;
create function enter_scim_scope(p_tenant_id uuid, p_token_id uuid, p_rules_version bigint) returns void
  language plpgsql as $$
declare
  current_version bigint;
begin
  perform set_config('app.tenant_id', p_tenant_id::text, true);
  -- The statements that follow are few and fixed: planning them anew for their values costs more than running them.
  perform set_config('plan_cache_mode', 'force_generic_plan', true);
  if not pg_try_advisory_xact_lock_shared(scim_lock(p_tenant_id)) then
    raise exception 'an admin is changing the connection or its schemas' using errcode = 'RC006';
  end if;
  select p.rules_version into current_version from tokens k join provisioning p on p.tenant_id = k.tenant_id and p.enabled
    where k.tenant_id = p_tenant_id and k.id = p_token_id and k.revoked_at is null and k.expires_at > now();
  if found then
    if current_version = p_rules_version then
      return;
    end if;
    raise exception 'the rules have changed' using errcode = 'RC005';
  end if;
  perform from tokens k where k.id = p_token_id and k.revoked_at is null and k.expires_at > now();
  if found then
    raise exception 'provisioning is switched off' using errcode = 'RC003';
  end if;
  raise exception 'the token is no longer live' using errcode = 'RC002';
end $$;

-- True, or RC007 where these groups together have more members than one answer holds. It stops looking at the first too many.
create function refuse_many_members(p_group_ids uuid[], p_most integer) returns boolean language plpgsql stable as $$
begin
  if (select count(*) from (
      select from memberships m where m.group_id = any (p_group_ids) and m.requested limit p_most + 1) m) > p_most then
    raise exception 'the groups of one page have too many members' using errcode = 'RC007';
  end if;
  return true;
end $$;
