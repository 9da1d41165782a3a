-- Events of roles, policies and services are all about access, and are called so.
alter table webhooks no force row level security;
update webhooks set types = array(
  select regexp_replace(type, '^(role|policy|service)\.', 'access.\1.') from unnest(types) with ordinality t (type, n) order by n)
where types::text ~ '(role|policy|service)\.';
alter table webhooks force row level security;

alter table events no force row level security;
update events set type = 'access.' || type where type ~ '^(role|policy|service)\.';
alter table events force row level security;

alter table webhook_deliveries no force row level security;
update webhook_deliveries set type = 'access.' || type where type ~ '^(role|policy|service)\.';
alter table webhook_deliveries force row level security;
