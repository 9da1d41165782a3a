-- Administrators: a population of their own, outside the wall, because one person may run several tenants.
-- Shapes of the first four tables: better-auth's core schema, in snake case.
create table admins (
  id             text        primary key,
  name           text        not null,
  email          text        not null constraint admins_email_key unique,
  email_verified boolean     not null default false,
  image          text,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now()
);

create table admin_sessions (
  id         text        primary key,
  user_id    text        not null references admins on delete cascade,
  token      text        not null constraint admin_sessions_token_key unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index admin_sessions_user_id_idx on admin_sessions (user_id);

create table admin_accounts (
  id                       text        primary key,
  user_id                  text        not null references admins on delete cascade,
  account_id               text        not null,
  provider_id              text        not null,
  access_token             text,
  refresh_token            text,
  id_token                 text,
  access_token_expires_at  timestamptz,
  refresh_token_expires_at timestamptz,
  scope                    text,
  password                 text,
  created_at               timestamptz not null default now(),
  updated_at               timestamptz not null default now()
);
create index admin_accounts_user_id_idx on admin_accounts (user_id);

create table admin_verifications (
  id         text        primary key,
  identifier text        not null,
  value      text        not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index admin_verifications_identifier_idx on admin_verifications (identifier);

-- better-auth counts attempts here, so that every instance sees the same number.
create table admin_rate_limits (
  id           text   primary key,
  key          text   not null constraint admin_rate_limits_key_key unique,
  count        int    not null,
  last_request bigint not null
);

create table tenant_admins (
  tenant_id  uuid        not null references tenants on delete cascade,
  admin_id   text        not null references admins on delete cascade,
  profile    text        not null constraint tenant_admins_profile_check check (profile in ('owner', 'admin', 'readOnly')),
  created_at timestamptz not null default now(),
  primary key (tenant_id, admin_id)
);
create index tenant_admins_admin_id_idx on tenant_admins (admin_id);

grant select, insert, update, delete
  on admins, admin_sessions, admin_accounts, admin_verifications, admin_rate_limits, tenant_admins to rollcall_service;
