-- A SCIM request proves itself in the same round trip that does its work: the first statement sets the tenant
-- and raises unless token and connection are good, and whatever follows in the transaction then never happens.
-- Error codes: RC001 no such Base URL, RC002 token not valid here, RC003 SCIM Provisioning switched off.

-- Who holds this token? Looked up inside the tenant's scope, so another tenant's token does not exist.
create function find_scim_token(
  p_tenant_key text, p_hash bytea,
  out tenant_id uuid, out tenant_name text, out token_id uuid, out token_label text, out dialect text
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
  select p.dialect into dialect from provisioning p where p.enabled;
  if not found then
    raise exception 'provisioning is switched off' using errcode = 'RC003';
  end if;
end $$;

-- Each request at work holds its tenant's lock shared; switching SCIM off takes it alone. So switching off waits for
-- those that passed the gate, turns away those that come meanwhile, and nobody suspended is given access again.
create function scim_lock(p_tenant_id uuid) returns bigint
  language sql immutable strict parallel safe
  return hashtextextended('scim ' || p_tenant_id::text, 0);

-- The same proof once tenant and token are known by id: two look-ups by primary key.
create function enter_scim_scope(p_tenant_id uuid, p_token_id uuid) returns void
  language plpgsql as $$
begin
  perform set_config('app.tenant_id', p_tenant_id::text, true);
  -- The statements that follow are few and fixed: planning them anew for their values costs more than running them.
  perform set_config('plan_cache_mode', 'force_generic_plan', true);
  if not pg_try_advisory_xact_lock_shared(scim_lock(p_tenant_id)) then
    raise exception 'provisioning is being switched off' using errcode = 'RC003';
  end if;
  perform from tokens k join provisioning p on p.tenant_id = k.tenant_id and p.enabled
    where k.tenant_id = p_tenant_id and k.id = p_token_id and k.revoked_at is null and k.expires_at > now();
  if found then
    return;
  end if;
  perform from tokens k where k.id = p_token_id and k.revoked_at is null and k.expires_at > now();
  if found then
    raise exception 'provisioning is switched off' using errcode = 'RC003';
  end if;
  raise exception 'the token is no longer live' using errcode = 'RC002';
end $$;
