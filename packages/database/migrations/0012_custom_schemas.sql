-- A tenant's own schemas (RFC 7643 §7): extensions of User, Group or a type of its own, and the base schemas of its own
-- types (§6) with their resources.

create table schemas (
  tenant_id   uuid        not null default current_tenant(),
  id          uuid        not null default uuidv7(),
  -- In the representation of RFC 7643 §7, with every characteristic said.
  definition  jsonb       not null,
  -- The name of the resource type that it extends; null for the base schema of a type.
  extends     text,
  -- Whether every resource of that type must carry it.
  required    boolean     not null default false,
  created_at  timestamptz not null default now(),
  created_by  text        not null,
  updated_at  timestamptz not null default now(),
  primary key (tenant_id, id)
);
create unique index schemas_urn_key on schemas (tenant_id, lower(definition ->> 'id'));
call protect('schemas');

-- A resource type goes by the id of its base schema; the two come and go together.
create table resource_types (
  tenant_id   uuid not null default current_tenant(),
  id          uuid not null,
  name        text not null,
  endpoint    text not null,
  description text not null default '',
  primary key (tenant_id, id),
  foreign key (tenant_id, id) references schemas on delete cascade
);
create unique index resource_types_name_key on resource_types (tenant_id, lower(name));
create unique index resource_types_endpoint_key on resource_types (tenant_id, lower(endpoint));
call protect('resource_types');

-- The resources of all types of a tenant's own, shaped like groups.
create table custom_resources (
  tenant_id      uuid            not null default current_tenant(),
  id             uuid            not null default uuidv7(),
  type_id        uuid            not null,
  attributes     jsonb           not null,
  display_name   text,
  -- The attribute that the schema calls unique, folded unless its case counts.
  unique_key     text,
  external_id    text,
  extension_urns text            not null default '',
  origin         resource_origin not null,
  version        bigint          not null default 1,
  created_at     timestamptz     not null default now(),
  updated_at     timestamptz     not null default now(),
  -- By type first, so that a page of one type reads no other.
  primary key (tenant_id, type_id, id),
  constraint custom_resources_unique_key unique (tenant_id, type_id, unique_key),
  -- A write by an instance that has not heard yet that the type is gone leaves nothing behind.
  constraint custom_resources_type_fkey foreign key (tenant_id, type_id) references resource_types on delete cascade
);
create index custom_resources_external_id_idx on custom_resources (tenant_id, type_id, external_id);
call protect('custom_resources');

create function derive_custom_resource() returns trigger language plpgsql as $$
begin
  new.external_id := new.attributes ->> 'externalId';
  new.display_name := coalesce(new.attributes ->> 'displayName', new.attributes ->> 'name', new.external_id);
  return new;
end $$;
create trigger derive before insert or update of attributes on custom_resources
  for each row execute function derive_custom_resource();

alter type changed_resource add value 'Schema';
alter type changed_resource add value 'ResourceType';
alter type changed_resource add value 'Resource';

-- Everything the tenant's types are made of, as JSON text; null where it has nothing of its own, which is almost always.
create function tenant_types() returns text language sql stable as $$
  select jsonb_agg(jsonb_build_object(
      'id', s.id, 'definition', s.definition, 'extends', s.extends, 'required', s.required,
      'name', t.name, 'endpoint', t.endpoint, 'description', t.description) order by s.id)::text
  from schemas s left join resource_types t on t.id = s.id
$$;

-- As in 0006, with the tenant's types beside the token: who asks and what is there to ask for are one look-up.
drop function find_scim_token;
create function find_scim_token(
  p_tenant_key text, p_hash bytea,
  out tenant_id uuid, out tenant_name text, out token_id uuid, out token_label text, out dialect text,
  out types text
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
  types := tenant_types();
end $$;
