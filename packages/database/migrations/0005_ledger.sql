-- The ledger: one row per change of one thing, written in the transaction of its effect. Append-only: the
-- service may add and read, and nothing else.
create type actor_kind as enum ('token', 'admin', 'signIn', 'system');
create type changed_resource as enum ('User', 'Group', 'Membership', 'Token', 'Provisioning', 'IdentityProvider');
create type change_operation as enum
  ('create', 'update', 'delete', 'addMember', 'removeMember', 'enable', 'disable', 'revoke', 'suspend', 'restore');
create type change_outcome as enum ('applied', 'held', 'observed');

create table changes (
  -- No reference to tenants: the ledger is kept for ever, and checking one would cost every write.
  tenant_id      uuid             not null default current_tenant(),
  id             uuid             not null default uuidv7(),
  at             timestamptz      not null default clock_timestamp(),
  actor_kind     actor_kind       not null,
  actor_id       text,
  actor_label    text             not null,
  request_id     text             not null,
  resource_type  changed_resource not null,
  -- The user, group, member or token; null for what a tenant has once.
  resource_id    uuid,
  resource_label text,
  operation      change_operation not null,
  outcome        change_outcome   not null default 'applied',
  -- [{path, before, after}] in SCIM attribute notation; secrets are never among them. A deletion keeps the whole
  -- resource under an empty path. A creation keeps nothing: what was created is what is there, or was deleted, less
  -- the changes since.
  paths          jsonb            not null default '[]',
  group_id       uuid,
  group_label    text,
  primary key (tenant_id, id)
);
create index changes_resource_idx on changes (tenant_id, resource_id, id desc);
create index changes_group_idx on changes (tenant_id, group_id, id desc) where group_id is not null;
call protect('changes', 'select, insert');
