-- A role's rule may ask what the last sign-in claimed (docs/decisions/0047).
alter table user_identities
  -- The issuer in the settings at the last sign-in, which of Entra may name a domain. Other claims than those of the
  -- provider that is set now count for nothing; nor do those from before this was noted.
  add column provider text,
  -- A provider that leaves a claim out for its length says so. What is true then is not known.
  add column groups_left_out boolean not null default false,
  add column roles_left_out boolean not null default false;
