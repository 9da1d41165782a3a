-- The clients whose habits are known, beside the RFC to the letter (packages/scim/src/dialects).

alter table provisioning
  drop constraint provisioning_dialect_check,
  add constraint provisioning_dialect_check check (dialect in ('entra', 'okta', 'google', 'rfc'));
