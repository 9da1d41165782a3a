-- What an admin's search reads of a user: display name, user name and e-mail address, folded, a line each, with a space
-- before every word. Row security lets no index answer such a search, so it is a scan, and this keeps the scan cheap.
alter table users add column search_key text not null generated always as (
  ' ' || fold(coalesce(attributes ->> 'displayName', ''))
  || E'\n ' || fold(attributes ->> 'userName')
  || E'\n ' || fold(coalesce(
    jsonb_path_query_first(attributes, '$.emails[*] ? (@.type == "work").value'),
    jsonb_path_query_first(attributes, '$.emails[*].value'),
    '""') #>> '{}')
) stored;
