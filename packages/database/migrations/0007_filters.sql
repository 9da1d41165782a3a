-- What identity providers look resources up by, in the order of code points. Row security lets an index answer only
-- through operators that leak nothing, such as = and < on text; in that order "starts with" is a range between two texts,
-- and so are gt, lt and the order of a list (docs/decisions/0025).

alter table users
  alter column user_name_key type text collate "C",
  alter column display_key type text collate "C",
  alter column external_id type text collate "C";
alter table groups
  alter column display_key type text collate "C",
  alter column external_id type text collate "C";

-- The first text after all that start with this one. No prefix of a folded text ends in the last code point; after
-- U+D7FF come the surrogates, which no text holds.
create function prefix_end(prefix text) returns text
  language sql immutable strict parallel safe
  return left(prefix, -1) || chr(case ascii(right(prefix, 1)) when 55295 then 57344 else ascii(right(prefix, 1)) + 1 end);

-- The moment that a text names (RFC 7643 §2.3.5), without a zone in UTC; none where no calendar has the day.
create function moment_of(written text) returns timestamptz
  language sql stable strict parallel safe
  return case when pg_input_is_valid(written, 'timestamptz') then
    (case when written ~ 'T.*(Z|[+-][0-9]{2}:[0-9]{2})$' then written else written || 'Z' end)::timestamptz end;

-- E-mail addresses as they compare. Nearly everyone has one: it stands in the user's row. Whoever has more has the
-- others here, so that a user with one address costs no second row.
alter table users add column email_key text collate "C";
create table further_emails (
  tenant_id uuid not null default current_tenant(),
  user_id   uuid not null,
  email_key text collate "C" not null,
  primary key (tenant_id, user_id, email_key)
);
create index further_emails_key_idx on further_emails (tenant_id, email_key);
call protect('further_emails');

create or replace function derive_user() returns trigger language plpgsql as $$
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
  new.email_key := fold(new.email);
  new.search_key := fold(concat(' ', new.display_name, E'\n ', new.user_name, E'\n ', new.email));
  new.active := coalesce((a -> 'active')::boolean, true);
  if tg_op = 'UPDATE' and jsonb_array_length(old.attributes -> 'emails') > 1 then
    delete from further_emails f where f.tenant_id = new.tenant_id and f.user_id = new.id;
  end if;
  if jsonb_array_length(a -> 'emails') > 1 then
    insert into further_emails (tenant_id, user_id, email_key)
      select distinct new.tenant_id, new.id, fold(e ->> 'value') from jsonb_array_elements(a -> 'emails') e
      where fold(e ->> 'value') <> new.email_key;
  end if;
  return new;
end $$;

-- Who is here already. The owner sees past the wall for these two statements.
alter table users no force row level security;
alter table further_emails no force row level security;
alter table users disable trigger derive;
update users set email_key = fold(email) where email is not null;
alter table users enable trigger derive;
insert into further_emails (tenant_id, user_id, email_key)
  select distinct u.tenant_id, u.id, fold(e ->> 'value') from users u, jsonb_array_elements(u.attributes -> 'emails') e
  where jsonb_array_length(u.attributes -> 'emails') > 1 and fold(e ->> 'value') <> u.email_key;
-- Checked at commit, since the trigger that writes them runs before their user's row is there.
alter table further_emails add foreign key (tenant_id, user_id) references users on delete cascade deferrable initially deferred;
alter table further_emails force row level security;
alter table users force row level security;

create index users_email_key_idx on users (tenant_id, email_key);
