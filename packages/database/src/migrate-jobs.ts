import { Logger, runMigrations } from 'graphile-worker';
import type pg from 'pg';
import { serviceRole } from './connect.ts';

/**
 * The tables of graphile-worker are there in a schema of their own, and the service may work with them: the library
 * switches row security on and leaves it to each house to say for whom. Migrated here, by the owner, so that the service
 * needs no right to change a schema.
 */
export async function migrateJobs(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) });
  await pool.query(openToService);
}

const openToService = `
do $$
declare
  target regclass;
begin
  grant usage on schema graphile_worker to ${serviceRole};
  grant select on graphile_worker.migrations to ${serviceRole};
  for target in select oid from pg_class
    where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relname like '\\_private\\_%'
  loop
    execute format('grant select, insert, update, delete on %s to ${serviceRole}', target);
    if not exists (select from pg_policy where polrelid = target and polname = 'service') then
      execute format('create policy service on %s to ${serviceRole} using (true) with check (true)', target);
    end if;
  end loop;
end $$`;
