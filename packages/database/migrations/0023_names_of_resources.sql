-- A resource of a tenant's own type may have a name in parts, as a User has; what stands for it is then the whole of it.
create or replace function derive_custom_resource() returns trigger language plpgsql as $$
declare
  name jsonb := new.attributes -> 'name';
  display_name jsonb := new.attributes -> 'displayName';
begin
  new.external_id := new.attributes ->> 'externalId';
  new.display_name := coalesce(
    case when jsonb_typeof(display_name) <> 'object' then display_name #>> '{}' end,
    case when jsonb_typeof(name) = 'object' then name ->> 'formatted' else name #>> '{}' end,
    new.external_id);
  return new;
end $$;

alter table custom_resources no force row level security;
update custom_resources set attributes = attributes where display_name like '{%';
alter table custom_resources force row level security;
