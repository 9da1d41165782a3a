-- Acts on many groups, as there are on many people. A release that knows of people only is never asked to do one: the
-- background work has a name of its own.
alter table bulk_jobs add column about changed_resource not null default 'User';

create table bulk_job_groups (
  tenant_id uuid not null default current_tenant(),
  job_id    uuid not null,
  group_id  uuid not null,
  primary key (tenant_id, job_id, group_id),
  foreign key (tenant_id, job_id) references bulk_jobs on delete cascade
);
call protect('bulk_job_groups');
