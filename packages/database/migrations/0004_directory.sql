-- Users, groups and memberships. attributes holds the SCIM attributes a client may write, in canonical names
-- (RFC 7643); a trigger derives from it the columns that identity providers and admins look things up by. Triggers and
-- enumerated types, not generated columns and checks: Postgres keeps the text of those and parses it again for every
-- statement, which took a third of the time of a write (docs/decisions/0020).

create type resource_origin as enum ('scim', 'jit', 'local');
create type user_access as enum ('granted', 'suspended', 'pending', 'held');

-- A moment as SCIM writes it (RFC 7643 §2.3.5).
create function scim_time(moment timestamptz) returns text
  language sql stable strict parallel safe
  return to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

-- No table of the directory refers to tenants: the scope that a row is written in has proved its tenant already.
create table users (
  tenant_id       uuid            not null default current_tenant(),
  id              uuid            not null default uuidv7(),
  attributes      jsonb           not null,
  user_name       text            not null,
  user_name_key   text            not null,
  external_id     text,
  display_name    text,
  display_key     text            not null,
  -- The work address, else the first.
  email           text,
  -- What an admin's search reads: display name, user name and e-mail address, folded, a line each, with a space before
  -- every word. Row security lets no index answer such a search, so it is a scan, and this keeps the scan cheap.
  search_key      text            not null,
  -- ',"urn:..."' for each extension the attributes carry, ready to follow the base schema in `schemas` (RFC 7643 §3).
  extension_urns  text            not null default '',
  -- Requested: what the identity provider asked for.
  active          boolean         not null,
  -- Effective: what sign-in and access read. The same as requested unless a rule holds a change back.
  access          user_access     not null,
  origin          resource_origin not null,
  subject         text,
  version         bigint          not null default 1,
  created_at      timestamptz     not null default now(),
  updated_at      timestamptz     not null default now(),
  last_sign_in_at timestamptz,
  primary key (tenant_id, id),
  constraint users_user_name_key unique (tenant_id, user_name_key)
-- Room on each page for new versions of its rows, so that a change that moves no key touches no index.
) with (fillfactor = 80);
create index users_external_id_idx on users (tenant_id, external_id);
create index users_display_key_idx on users (tenant_id, display_key, id);
call protect('users');

create function derive_user() returns trigger language plpgsql as $$
declare
  a jsonb := new.attributes;
begin
  new.user_name := a ->> 'userName';
  new.user_name_key := fold(new.user_name);
  new.external_id := a ->> 'externalId';
  new.display_name := a ->> 'displayName';
  new.display_key := fold(coalesce(new.display_name, new.user_name));
  new.email := coalesce(
    jsonb_path_query_first(a, '$.emails[*] ? (@.type == "work").value'),
    jsonb_path_query_first(a, '$.emails[*].value')) #>> '{}';
  new.search_key := fold(concat(' ', new.display_name, E'\n ', new.user_name, E'\n ', new.email));
  new.active := coalesce((a -> 'active')::boolean, true);
  return new;
end $$;
create trigger derive before insert or update of attributes on users for each row execute function derive_user();

create table groups (
  tenant_id      uuid            not null default current_tenant(),
  id             uuid            not null default uuidv7(),
  attributes     jsonb           not null,
  display_name   text            not null,
  display_key    text            not null,
  external_id    text,
  extension_urns text            not null default '',
  origin         resource_origin not null,
  version        bigint          not null default 1,
  created_at     timestamptz     not null default now(),
  updated_at     timestamptz     not null default now(),
  primary key (tenant_id, id),
  constraint groups_display_name_key unique (tenant_id, display_key)
);
create index groups_external_id_idx on groups (tenant_id, external_id);
call protect('groups');

create function derive_group() returns trigger language plpgsql as $$
begin
  new.display_name := new.attributes ->> 'displayName';
  new.display_key := fold(new.display_name);
  new.external_id := new.attributes ->> 'externalId';
  return new;
end $$;
create trigger derive before insert or update of attributes on groups for each row execute function derive_group();

-- One row per member, so that a change of members costs the same in a group of ten and of fifty thousand,
-- and two changes at once cannot lose anyone.
create table memberships (
  tenant_id  uuid        not null default current_tenant(),
  group_id   uuid        not null,
  member_id  uuid        not null generated always as (coalesce(user_id, subgroup_id)) stored,
  user_id    uuid,
  subgroup_id uuid,
  requested  boolean     not null default true,
  effective  boolean     not null default true,
  created_at timestamptz not null default now(),
  primary key (tenant_id, group_id, member_id),
  constraint memberships_member_check check (num_nonnulls(user_id, subgroup_id) = 1),
  constraint memberships_self_check check (subgroup_id is distinct from group_id),
  constraint memberships_state_check check (requested or effective),
  -- None for the group: its check locks the group's row, and many at once would wait on each other there. Members
  -- leave with their group in one statement; one added in that very moment refers to an id that is never used again.
  foreign key (tenant_id, user_id) references users on delete cascade,
  foreign key (tenant_id, subgroup_id) references groups on delete cascade
);
create index memberships_user_idx on memberships (tenant_id, user_id) where user_id is not null;
create index memberships_subgroup_idx on memberships (tenant_id, subgroup_id) where subgroup_id is not null;
call protect('memberships');

-- How often and when the members of a group changed, counted by each connection in a row of its own, so that
-- changes of one group need not wait for each other's commit. A group's version is its row's plus these.
create table group_touches (
  tenant_id uuid        not null default current_tenant(),
  group_id  uuid        not null,
  shard     smallint    not null,
  times     bigint      not null default 1,
  at        timestamptz not null default now(),
  primary key (tenant_id, group_id, shard)
) with (fillfactor = 50);
call protect('group_touches');

-- Members asked for whose id names nobody here. Kept so that nothing an identity provider said is lost.
create table parked_members (
  tenant_id  uuid        not null default current_tenant(),
  group_id   uuid        not null,
  value      text        not null constraint parked_members_value_check check (length(value) between 1 and 400),
  created_at timestamptz not null default now(),
  primary key (tenant_id, group_id, value),
  foreign key (tenant_id, group_id) references groups on delete cascade
);
call protect('parked_members');
