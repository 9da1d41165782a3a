-- How many sign-ins a network has begun, so that every instance counts on (docs/decisions/0035). Outside the wall, as a
-- network calls on many organisations. The columns and their order are those of rate-limiter-flexible. Unlogged: a count
-- lives for a minute, and losing it in a crash is no harm.
create unlogged table sign_in_starts (
  key    text   primary key,
  points int    not null,
  expire bigint not null
);
grant select, insert, update, delete on sign_in_starts to rollcall_service;
