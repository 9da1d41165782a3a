-- End users sign in through their organisation's identity provider (OpenID Connect).

alter table identity_providers
  drop constraint identity_providers_kind_check,
  add constraint identity_providers_kind_check check (kind in ('entra', 'oidc')),
  alter column entra_tenant_id drop not null,
  add constraint identity_providers_entra_tenant_check check ((kind = 'entra') = (entra_tenant_id is not null)),
  -- Which claim names the person as userName does; null for what providers usually call it.
  add column user_name_claim text,
  -- Claims that are kept from each sign-in to be shown. They change no membership (docs/decisions/0033).
  add column groups_claim text,
  add column roles_claim text,
  -- Whether somebody unknown is created at the first sign-in.
  add column jit text not null default 'untilScim'
    constraint identity_providers_jit_check check (jit in ('on', 'untilScim', 'off')),
  -- What looking at the provider and the last try of an admin showed.
  add column verification jsonb;

-- Who a person is to an identity provider: found first, before any name (OpenID Connect Core §5.7).
create table user_identities (
  tenant_id       uuid        not null default current_tenant(),
  issuer          text        not null,
  subject         text        not null,
  user_id         uuid        not null,
  -- Groups and roles as the last sign-in carried them.
  groups          jsonb,
  roles           jsonb,
  linked_at       timestamptz not null default now(),
  last_sign_in_at timestamptz not null default now(),
  primary key (tenant_id, issuer, subject),
  constraint user_identities_user_key unique (tenant_id, user_id, issuer),
  foreign key (tenant_id, user_id) references users on delete cascade
);
call protect('user_identities');
alter table users drop column subject;

-- A sign-in that has begun and not come back yet. Whoever comes back takes the row along, so nothing is used twice.
create table sign_in_attempts (
  tenant_id     uuid        not null default current_tenant(),
  -- SHA-256 of the state that travels, and of the secret that stays in the browser.
  state_hash    bytea       not null,
  browser_hash  bytea       not null,
  nonce         text        not null,
  code_verifier text        not null,
  -- The provider it was begun with: an answer is held to that one, whatever was saved since.
  issuer        text        not null,
  client_id     text        not null,
  return_path   text        not null,
  -- The admin who only tries the settings; null for a real sign-in.
  verified_by   text,
  expires_at    timestamptz not null,
  primary key (tenant_id, state_hash)
);
create index sign_in_attempts_expiry_idx on sign_in_attempts (tenant_id, expires_at);
call protect('sign_in_attempts');

create table user_sessions (
  tenant_id    uuid        not null default current_tenant(),
  id           uuid        not null default uuidv7(),
  -- SHA-256 of the secret in the browser's cookie.
  hash         bytea       not null constraint user_sessions_hash_check check (length(hash) = 32),
  user_id      uuid        not null,
  issuer       text        not null,
  network      inet,
  user_agent   text,
  created_at   timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at   timestamptz not null,
  primary key (tenant_id, id),
  constraint user_sessions_hash_key unique (tenant_id, hash),
  foreign key (tenant_id, user_id) references users on delete cascade
);
create index user_sessions_user_idx on user_sessions (tenant_id, user_id);
create index user_sessions_expiry_idx on user_sessions (tenant_id, expires_at);
call protect('user_sessions');

-- Whoever loses access is signed out everywhere, by whatever statement, and stays so when access comes back. A trigger
-- whose condition is false costs a write nothing that can be measured.
create function end_user_sessions() returns trigger language plpgsql as $$
begin
  delete from user_sessions s where s.tenant_id = new.tenant_id and s.user_id = new.id;
  return null;
end $$;
create trigger end_sessions after update of access on users for each row
  when (old.access = 'granted' and new.access <> 'granted') execute function end_user_sessions();

alter type changed_resource add value 'Session';
