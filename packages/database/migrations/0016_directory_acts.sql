-- What admins do to the directory: find people in it, keep somebody out, put somebody away, and the same for many at once.

-- For names that are alike though not the same (docs/decisions/0038).
create extension if not exists pg_trgm;

alter table users
  -- Put away by an admin: no access, and not in the list unless asked for. What SCIM requests stays as it is.
  add column archived_at timestamptz,
  -- Kept out by an admin, though requested active.
  add column suspended_at timestamptz;
alter table groups add column archived_at timestamptz;

-- A search reads the key of everyone in the tenant, since row security lets no index answer it. From here it reads a tenth
-- of what it would from the rows, in the order of the list.
drop index users_display_key_idx;
create index users_display_key_idx on users (tenant_id, display_key, id) include (search_key, archived_at);

-- Effective access of whom an admin keeps out stays suspended, whatever is written.
create function keep_out() returns trigger language plpgsql as $$
begin
  if new.suspended_at is not null or new.archived_at is not null then
    new.access := 'suspended';
  end if;
  return new;
end $$;
create trigger keep_out before update of access on users for each row execute function keep_out();

-- Whether the people SCIM brought are kept out until it is enabled again.
alter table provisioning add column people_suspended boolean not null default false;
alter table provisioning no force row level security;
alter table users no force row level security;
update provisioning p set people_suspended = true where not p.enabled and exists (
  select from users u where u.tenant_id = p.tenant_id and u.origin = 'scim' and u.active and u.access = 'suspended');
alter table users force row level security;
alter table provisioning force row level security;

-- The access of somebody whom no admin keeps out any more.
create function access_of(u users) returns user_access language sql stable as $$
  select case when u.active and not (u.origin = 'scim' and exists (select from provisioning p where p.people_suspended))
    then 'granted' else 'suspended' end::user_access
$$;

-- The groups inside a group, however far down, itself included. Each step looks up by key (`offset 0` keeps it so).
create function groups_below(p_group_id uuid) returns setof uuid language sql stable rows 10 as $$
  with recursive below (group_id) as (
    select p_group_id
    union
    select down.subgroup_id from below b cross join lateral (
      select m.subgroup_id from memberships m
      where m.group_id = b.group_id and m.subgroup_id is not null and m.requested offset 0) down)
  select group_id from below
$$;
create index if not exists memberships_nested_idx on memberships (tenant_id, group_id, subgroup_id) where subgroup_id is not null;

-- Who came and went, by day: creations, deletions and changes of what decides whether somebody is in.
create index changes_people_idx on changes (tenant_id, at)
  where resource_type = 'User' and (operation in ('create', 'delete') or paths @> '[{"path": "active"}]');

create type bulk_act as enum ('suspend', 'restore', 'archive', 'unarchive', 'delete', 'assign', 'unassign');

-- One act on many people, done in portions. Whom it is about is settled when it is asked for; who is done leaves the list.
create table bulk_jobs (
  tenant_id   uuid        not null default current_tenant(),
  id          uuid        not null default uuidv7(),
  act         bulk_act    not null,
  -- The role given or taken.
  role_id     uuid,
  role_label  text,
  actor_kind  actor_kind  not null,
  actor_id    text,
  actor_label text        not null,
  request_id  text        not null,
  total       integer     not null,
  done        integer     not null default 0,
  -- Of those done, whom the act fitted.
  changed     integer     not null default 0,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  finished_at timestamptz,
  stopped_at  timestamptz,
  primary key (tenant_id, id)
);
call protect('bulk_jobs');

create table bulk_job_people (
  tenant_id uuid not null default current_tenant(),
  job_id    uuid not null,
  user_id   uuid not null,
  primary key (tenant_id, job_id, user_id),
  foreign key (tenant_id, job_id) references bulk_jobs on delete cascade
);
call protect('bulk_job_people');

alter type change_operation add value if not exists 'archive';
alter type change_operation add value if not exists 'unarchive';
