-- Who may reach what: a role is given to users and groups or follows from a rule, a policy opens services to roles. What
-- follows from all of it is computed, never stored (src/tables/effective-access.ts, docs/decisions/0036).

create type access_level as enum ('view', 'use', 'manage');

create table services (
  tenant_id   uuid        not null default current_tenant(),
  id          uuid        not null default uuidv7(),
  name        text        not null,
  name_key    text collate "C" not null generated always as (fold(name)) stored,
  address     text        not null,
  description text        not null default '',
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint services_name_key unique (tenant_id, name_key)
);
call protect('services');

create table roles (
  tenant_id   uuid        not null default current_tenant(),
  id          uuid        not null default uuidv7(),
  name        text        not null,
  name_key    text collate "C" not null generated always as (fold(name)) stored,
  description text        not null default '',
  -- A SCIM filter over User: whoever it matches holds the role.
  rule        text,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint roles_name_key unique (tenant_id, name_key)
);
create index roles_rule_idx on roles (tenant_id, id) where rule is not null;
call protect('roles');

-- By id, so that a rename by the identity provider breaks nothing. Whoever goes takes their assignments along.
create table role_assignments (
  tenant_id   uuid        not null default current_tenant(),
  role_id     uuid        not null,
  assignee_id uuid        not null generated always as (coalesce(user_id, group_id)) stored,
  user_id     uuid,
  group_id    uuid,
  created_at  timestamptz not null default now(),
  primary key (tenant_id, role_id, assignee_id),
  constraint role_assignments_assignee_check check (num_nonnulls(user_id, group_id) = 1),
  foreign key (tenant_id, role_id) references roles on delete cascade,
  foreign key (tenant_id, user_id) references users on delete cascade,
  foreign key (tenant_id, group_id) references groups on delete cascade
);
create index role_assignments_user_idx on role_assignments (tenant_id, user_id, role_id) where user_id is not null;
create index role_assignments_group_idx on role_assignments (tenant_id, group_id, role_id) where group_id is not null;
call protect('role_assignments');

create table policies (
  tenant_id   uuid        not null default current_tenant(),
  id          uuid        not null default uuidv7(),
  name        text        not null,
  name_key    text collate "C" not null generated always as (fold(name)) stored,
  description text        not null default '',
  -- A policy that is switched off opens nothing.
  enabled     boolean     not null default true,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint policies_name_key unique (tenant_id, name_key)
);
call protect('policies');

create table policy_roles (
  tenant_id uuid not null default current_tenant(),
  policy_id uuid not null,
  role_id   uuid not null,
  primary key (tenant_id, policy_id, role_id),
  foreign key (tenant_id, policy_id) references policies on delete cascade,
  foreign key (tenant_id, role_id) references roles on delete cascade
);
create index policy_roles_role_idx on policy_roles (tenant_id, role_id, policy_id);
call protect('policy_roles');

create table policy_services (
  tenant_id  uuid         not null default current_tenant(),
  policy_id  uuid         not null,
  service_id uuid         not null,
  level      access_level not null,
  primary key (tenant_id, policy_id, service_id),
  foreign key (tenant_id, policy_id) references policies on delete cascade,
  foreign key (tenant_id, service_id) references services on delete cascade
);
create index policy_services_service_idx on policy_services (tenant_id, service_id, policy_id);
call protect('policy_services');

-- Counts the changes of the tables above. Whoever makes one writes here first, so that changes of a tenant take turns and
-- each says truly who gains and loses (docs/decisions/0037).
create table access_turns (
  tenant_id uuid   not null default current_tenant() primary key,
  times     bigint not null default 1
);
call protect('access_turns');

-- The groups inside a group, without its users: the way down from a group that was given a role.
create index memberships_nested_idx on memberships (tenant_id, group_id, subgroup_id) where subgroup_id is not null;

alter type changed_resource add value 'Service';
alter type changed_resource add value 'Role';
alter type changed_resource add value 'Policy';
-- A role given to a user or group, and taken back.
alter type change_operation add value 'assign';
alter type change_operation add value 'unassign';
