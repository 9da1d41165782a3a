-- How a tenant is connected to its identity provider.

create table identity_providers (
  tenant_id                uuid        not null default current_tenant() references tenants on delete cascade,
  kind                     text        not null constraint identity_providers_kind_check check (kind in ('entra')),
  entra_tenant_id          text        not null,
  issuer                   text        not null,
  client_id                text        not null,
  client_secret_encrypted  bytea       not null,
  client_secret_expires_on date,
  saved_at                 timestamptz not null default now(),
  saved_by                 text        not null,
  verified_at              timestamptz,
  primary key (tenant_id)
);
call protect('identity_providers');

create table provisioning (
  tenant_id      uuid        not null default current_tenant() references tenants on delete cascade,
  enabled        boolean     not null default false,
  enabled_at     timestamptz,
  disabled_at    timestamptz,
  mode           text        not null default 'apply' constraint provisioning_mode_check check (mode in ('apply', 'observe')),
  dialect        text        not null default 'entra' constraint provisioning_dialect_check check (dialect in ('entra', 'rfc')),
  -- What was last heard from the identity provider. Written behind the requests, a second late at most.
  tested_at      timestamptz,
  first_write_at timestamptz,
  last_call_at   timestamptz,
  last_call      jsonb,
  primary key (tenant_id)
);
call protect('provisioning');

create table tokens (
  tenant_id    uuid        not null default current_tenant() references tenants on delete cascade,
  id           uuid        not null default uuidv7(),
  -- SHA-256 of the secret. The secret is 256 random bits, so a slow hash would buy nothing.
  hash         bytea       not null constraint tokens_hash_check check (length(hash) = 32),
  hint         text        not null,
  label        text        not null constraint tokens_label_check check (length(label) between 1 and 80),
  -- A token that is no longer live holds no slot, so that an expired one leaves room without being touched otherwise.
  slot         smallint    constraint tokens_slot_check check (slot in (1, 2)),
  created_by   text        not null,
  created_at   timestamptz not null default now(),
  expires_at   timestamptz not null,
  revoked_at   timestamptz,
  revoked_by   text,
  last_used_at timestamptz,
  last_network inet,
  primary key (tenant_id, id),
  constraint tokens_hash_key unique (tenant_id, hash)
);
-- Two live tokens at the most, so that one can be replaced without a gap.
create unique index tokens_slot_key on tokens (tenant_id, slot) where revoked_at is null;
call protect('tokens');
