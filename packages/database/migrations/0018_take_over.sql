-- Somebody new to SCIM may be somebody who is here already under another name. Who is in doubt is created as requested,
-- has no access, and waits with the other as a conflict for an admin (docs/decisions/0042).

-- The e-mail address that the provider had verified at the last sign-in, as addresses compare.
alter table user_identities add column verified_email_key text collate "C";
create index user_identities_email_idx on user_identities (tenant_id, verified_email_key)
  where verified_email_key is not null;
create index user_identities_subject_idx on user_identities (tenant_id, subject);

-- Why two may be one: what SCIM calls externalId signs in; an address that sign-in saw verified; one that an admin entered.
create type conflict_ground as enum ('subject', 'verifiedEmail', 'email');

create table conflicts (
  tenant_id  uuid            not null default current_tenant(),
  id         uuid            not null default uuidv7(),
  -- Whom SCIM brought, held until somebody says.
  user_id    uuid            not null,
  -- Who was here before.
  other_id   uuid            not null,
  ground     conflict_ground not null,
  created_at timestamptz     not null default now(),
  primary key (tenant_id, id),
  constraint conflicts_pair_key unique (tenant_id, user_id, other_id),
  foreign key (tenant_id, user_id) references users on delete cascade,
  foreign key (tenant_id, other_id) references users on delete cascade
);
create index conflicts_other_idx on conflicts (tenant_id, other_id);
call protect('conflicts');

-- Who was here before and may be this person. Each arm looks up by key.
create function people_alike(u users) returns table (other_id uuid, ground conflict_ground)
  language plpgsql stable rows 1 as $$
begin
  return query
  select distinct on (o.id) o.id, a.ground from (
    select i.user_id, 'subject'::conflict_ground as ground from user_identities i where i.subject = u.external_id
    union all
    select i.user_id, 'verifiedEmail' from user_identities i where i.verified_email_key = u.email_key
    union all
    select i.user_id, 'verifiedEmail' from user_identities i where i.verified_email_key = u.user_name_key
    union all
    select e.id, 'email' from users e where e.email_key = u.email_key and e.origin = 'local'
  ) a join users o on o.id = a.user_id
  where o.origin <> 'scim' and o.id <> u.id
  order by o.id, a.ground;
end $$;

-- Whom SCIM did not bring: few or none, so that whoever comes is compared with them only.
create index users_others_idx on users (tenant_id, id) where origin <> 'scim';

create function hold_in_doubt() returns trigger language plpgsql as $$
begin
  if exists (select from users u where u.origin <> 'scim') and exists (select from people_alike(new)) then
    new.access := 'held';
  end if;
  return new;
end $$;
-- After "derive", which fills the columns looked at: triggers fire by name.
create trigger hold_in_doubt before insert on users for each row
  when (new.origin = 'scim') execute function hold_in_doubt();

create function note_conflict() returns trigger language plpgsql as $$
begin
  insert into conflicts (user_id, other_id, ground) select new.id, a.other_id, a.ground from people_alike(new) a;
  return null;
end $$;
create trigger note_conflict after insert on users for each row
  when (new.access = 'held') execute function note_conflict();

-- What an admin keeps out stays suspended and what is in doubt stays held, whatever is written.
create or replace function keep_out() returns trigger language plpgsql as $$
begin
  if new.suspended_at is not null or new.archived_at is not null then
    new.access := 'suspended';
  elsif exists (select from conflicts c where c.user_id = new.id) then
    new.access := 'held';
  end if;
  return new;
end $$;

drop trigger keep_out on users;
create trigger keep_out before update of access on users for each row
  when (new.suspended_at is not null or new.archived_at is not null or old.access = 'held')
  execute function keep_out();

-- With the last doubt gone, by whatever way, access follows from what is requested.
create function release_held() returns trigger language plpgsql as $$
begin
  with released as (
    update users u set access = access_of(u)
    where u.id = old.user_id and u.access = 'held'
      and not exists (select from conflicts c where c.user_id = old.user_id)
    returning id, coalesce(display_name, user_name) as label, access as after)
  insert into changes
    (actor_kind, actor_label, request_id, resource_type, resource_id, resource_label, operation, paths)
  select 'system', 'Rollcall', old.id::text, 'User', id, label, 'restore',
    jsonb_build_array(jsonb_build_object('path', 'access', 'before', 'held', 'after', after))
  from released;
  return null;
end $$;
create trigger release_held after delete on conflicts for each row execute function release_held();
