-- The wall between tenants, and the two words every later migration uses: current_tenant() and protect().

-- The service connects as a role that owns nothing, so that forced policies bind it.
do $$ begin
  create role rollcall_service nologin noinherit;
exception when duplicate_object or unique_violation then null;
end $$;

do $$ begin
  execute format('grant rollcall_service to %I', current_user);
end $$;

grant usage on schema public to rollcall_service;

-- Raises outside a scope: an unset tenant must never look like an empty one.
create function current_tenant() returns uuid
  language sql stable parallel safe
  return current_setting('app.tenant_id')::uuid;

-- What "the same name" means everywhere: NFC, then full Unicode case folding (RFC 7643 §4.1.1, RFC 8265 §3.3).
create function fold(value text) returns text
  language sql immutable strict parallel safe
  return casefold(normalize(value, NFC) collate "pg_unicode_fast");

create procedure protect(target regclass, privileges text default 'select, insert, update, delete')
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy tenant on %s using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()))',
    target);
  execute format('grant %s on %s to rollcall_service', privileges, target);
end $$;

-- Outside the wall: read by key before a scope exists.
create table tenants (
  id         uuid        not null default uuidv7() primary key,
  key        text        not null constraint tenants_key_key unique
                         constraint tenants_key_check check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*-[a-z0-9]{4,}$'),
  name       text        not null constraint tenants_name_check check (length(name) between 1 and 120),
  created_at timestamptz not null default now()
);
grant select, insert on tenants to rollcall_service;
