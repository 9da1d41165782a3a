-- A token that is no longer live holds no slot, so that an expired one leaves room without being touched otherwise.
alter table tokens alter column slot drop not null;
