-- The ledger is the outbox (docs/decisions/0040): a transaction leaves its number on each line it writes, and what a tenant's
-- stream of events has not seen yet is found by comparing snapshots. Nothing else is added to a write.

alter type changed_resource add value 'Webhook';
alter type changed_resource add value 'FeedToken';

-- Which server the numbers in changes.tx were given by. One restored from a dump elsewhere counts transactions anew, so a
-- new era begins there, and numbers are compared inside one era only.
create table ledger_eras (
  era               smallint    primary key,
  system_identifier bigint      not null,
  began_at          timestamptz not null default now()
);
insert into ledger_eras (era, system_identifier) select 0, system_identifier from pg_control_system();
grant select on ledger_eras to rollcall_service;

alter table changes add column era smallint not null default 0;
alter table changes add column tx xid8 not null default pg_current_xact_id();
create index changes_tx_idx on changes (tenant_id, era, tx);

-- Run after the migrations by the owner, whose lock waits for writers: whatever an older era holds is committed by then.
create procedure begin_era_of_this_server() language plpgsql as $$
declare
  here constant bigint := (select system_identifier from pg_control_system());
  newest record;
begin
  select * into newest from ledger_eras order by era desc limit 1;
  if newest.system_identifier = here then
    return;
  end if;
  execute format('alter table changes alter column era set default %s', newest.era + 1);
  insert into ledger_eras (era, system_identifier) values (newest.era + 1, here);
end $$;

-- Raises where the database has moved to another server and nobody has run the migrations there.
create function current_era() returns smallint language plpgsql stable as $$
declare
  newest record;
begin
  select * into newest from ledger_eras order by era desc limit 1;
  if newest.system_identifier <> (select system_identifier from pg_control_system()) then
    raise exception 'the database has moved to another server: run the migrations' using errcode = 'RC005';
  end if;
  return newest.era;
end $$;

-- Who has anybody to tell. Everyone else's ledger is never looked at for events.
alter table tenants add column wants_events boolean not null default false;
create index tenants_wants_events_idx on tenants (id) where wants_events;
grant update (wants_events) on tenants to rollcall_service;

-- How far a tenant's ledger has become events.
create table event_streams (
  tenant_id    uuid        not null default current_tenant() primary key,
  began_at     timestamptz not null default now(),
  last_seq     bigint      not null default 0,
  sequenced_at timestamptz not null default now(),
  -- Every transaction that is visible in this snapshot has been dealt with.
  era          smallint    not null default current_era(),
  seen         pg_snapshot not null default pg_current_snapshot(),
  -- A batch under way: what is visible in this one too is being dealt with, and all of it up to this line of the ledger is.
  target       pg_snapshot,
  after_id     uuid
);
call protect('event_streams');

-- What happened, without gaps and never in another order than it happened to one resource. The ledger has the rest.
create table events (
  tenant_id uuid        not null default current_tenant(),
  seq       bigint      not null,
  change_id uuid        not null,
  type      text        not null,
  at        timestamptz not null default now(),
  primary key (tenant_id, seq),
  constraint events_change_key unique (tenant_id, change_id)
);
call protect('events', 'select, insert, delete');

create table webhooks (
  tenant_id            uuid        not null default current_tenant(),
  id                   uuid        not null default uuidv7(),
  url                  text        not null,
  description          text        not null,
  -- Empty for all there are.
  types                text[]      not null,
  with_values          boolean     not null,
  enabled              boolean     not null default true,
  -- Why it was switched off, unless an admin did.
  disabled_because     text        constraint webhooks_disabled_because_check check (disabled_because in ('gone', 'failing')),
  secret_encrypted     bytea       not null,
  old_secret_encrypted bytea,
  old_secret_until     timestamptz,
  -- Since when nothing has arrived there.
  failing_since        timestamptz,
  created_at           timestamptz not null default now(),
  created_by           text        not null,
  primary key (tenant_id, id)
);
call protect('webhooks');

create type delivery_state as enum ('pending', 'delivered', 'dead');

create table webhook_deliveries (
  tenant_id     uuid           not null default current_tenant(),
  id            uuid           not null default uuidv7(),
  webhook_id    uuid           not null,
  -- Null for an event that an admin sent to see whether it arrives.
  seq           bigint,
  type          text           not null,
  resource_id   uuid,
  group_id      uuid,
  state         delivery_state not null default 'pending',
  attempts      int            not null default 0,
  due_at        timestamptz    not null,
  -- While it is being sent, and if that process died, until then.
  claimed_until timestamptz,
  created_at    timestamptz    not null default now(),
  settled_at    timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, webhook_id) references webhooks on delete cascade
);
create index webhook_deliveries_log_idx on webhook_deliveries (tenant_id, webhook_id, id desc);
create index webhook_deliveries_due_idx on webhook_deliveries (tenant_id, webhook_id, due_at) where state = 'pending';
create index webhook_deliveries_resource_idx on webhook_deliveries (tenant_id, webhook_id, resource_id, seq)
  where state = 'pending';
create index webhook_deliveries_group_idx on webhook_deliveries (tenant_id, webhook_id, group_id, seq)
  where state = 'pending' and group_id is not null;
call protect('webhook_deliveries');

create table webhook_attempts (
  tenant_id   uuid        not null default current_tenant(),
  delivery_id uuid        not null,
  id          uuid        not null default uuidv7(),
  at          timestamptz not null,
  ms          int         not null,
  status      int,
  error       text,
  answer      text,
  primary key (tenant_id, delivery_id, id),
  foreign key (tenant_id, delivery_id) references webhook_deliveries on delete cascade
);
call protect('webhook_attempts');

create table feed_tokens (
  tenant_id    uuid        not null default current_tenant(),
  id           uuid        not null default uuidv7(),
  hash         bytea       not null constraint feed_tokens_hash_check check (length(hash) = 32),
  hint         text        not null,
  label        text        not null constraint feed_tokens_label_check check (length(label) between 1 and 80),
  created_by   text        not null,
  created_at   timestamptz not null default now(),
  expires_at   timestamptz not null,
  revoked_at   timestamptz,
  last_used_at timestamptz,
  primary key (tenant_id, id),
  constraint feed_tokens_hash_key unique (tenant_id, hash)
);
call protect('feed_tokens');

-- Ids of the tenants whose ledger has news or whose deliveries are due, each looked at inside its own wall.
create function tenants_with_event_work(p_now timestamptz) returns setof uuid language plpgsql as $$
declare
  here constant smallint := current_era();
  tenant record;
  stream record;
begin
  for tenant in select id from tenants where wants_events loop
    perform set_config('app.tenant_id', tenant.id::text, true);
    select era, seen, target into stream from event_streams;
    if stream.target is not null or stream.era <> here
      or exists (select from changes c where c.era = stream.era and c.tx >= pg_snapshot_xmin(stream.seen)
        and not pg_visible_in_snapshot(c.tx, stream.seen))
      or exists (select from webhooks w join webhook_deliveries d on d.webhook_id = w.id
        where w.enabled and d.state = 'pending' and d.due_at <= p_now
          and (d.claimed_until is null or d.claimed_until <= p_now))
    then
      return next tenant.id;
    end if;
  end loop;
end $$;
